// Open the view on a page whose elements are called like all that a document and a form have, by each delivery in Chromium.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { launch, launchWithExtension, openPage, untilInView, viewIsShown } from "./chromium.mjs";
import { dist, startSite } from "./site.mjs";

/** The page is open with its names in the way, and the view comes and goes as on any other. */
async function comesAndGoes(page, press) {
  assert.equal(await page.evaluate(() => document.defaultView.localName), "img");
  const html = await page.evaluate(() => Reflect.get(Document.prototype, "documentElement", document).outerHTML);
  await press();
  // Playwright's own ways into the page are closed by the names.
  await untilInView(page, () => document.querySelectorAll(".story p").length === 3);
  await page.keyboard.press("Escape");
  while (page.frames().length > 1) await new Promise((again) => setTimeout(again, 20));
  assert.equal(await page.evaluate(() => Reflect.get(Document.prototype, "documentElement", document).outerHTML), html);
  assert.deepEqual(page.problems, []);
}

test("the extension opens the view on a page of clobbering names", async () => {
  const site = await startSite();
  const browser = await launchWithExtension();
  try {
    const page = await openPage(browser.context, site.url("clobbered.html"));
    await comesAndGoes(page, () => browser.press(page));
  } finally {
    await browser.context.close();
    await site.close();
  }
});

test("the embed opens the view on a page of clobbering names", async () => {
  const site = await startSite();
  const browser = await launch();
  try {
    const page = await openPage(browser, site.url("clobbered.html"));
    const { x, y } = await page.evaluate(() => toggle.getBoundingClientRect());
    await comesAndGoes(page, () => page.mouse.click(x + 5, y + 5));
  } finally {
    await browser.close();
    await site.close();
  }
});

/** Open the page, and use it with the bookmarklet's code, whose files are served. */
async function withBookmarklet(use) {
  const site = await startSite();
  const files = await serve(`${dist}/bookmarklet`, 0);
  const code = (await readFile(`${dist}/bookmarklet/bookmarklet.txt`, "utf8")).replace("@@FOLDER@@", files.url);
  const browser = await launch();
  try {
    await use(await openPage(browser, site.url("clobbered.html")), code);
  } finally {
    await browser.close();
    await files.close();
    await site.close();
  }
}

test("the bookmarklet opens the view on a page of clobbering names", () =>
  withBookmarklet((page, code) => comesAndGoes(page, () => page.evaluate(code))));

test("a page of clobbering names is handed over to a window, or told that it cannot be", () =>
  withBookmarklet(async (page, code) => {
    await page.evaluate(() => {
      // As under a policy that forbids both, which would also keep the page from giving its names.
      WebAssembly.Instance = undefined;
    });
    await page.route("**/capture.js", (route) => route.abort());
    const opened = page.waitForEvent("popup");
    await page.evaluate(code);
    const reader = await opened;
    await viewIsShown(reader, "The weir above the town was built in a single summer");
    await page.evaluate(() => {
      window.open = () => null;
    });
    await page.evaluate(code);
    const said = () => page.evaluate(() => Document.prototype.querySelector.call(document, "dialog").textContent);
    assert.match(await said(), /^This page lets Clearstory neither in/);
  }));
