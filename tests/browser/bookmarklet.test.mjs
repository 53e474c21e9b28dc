// Run the bookmarklet as a bookmark does, in the page's own world but free of its script policy, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { launch, openPage, viewIsGone, viewIsShown } from "./chromium.mjs";
import { dist, startSite } from "./site.mjs";

let site;
let files;
let browser;
let code;
before(async () => {
  site = await startSite();
  files = await serve(`${dist}/bookmarklet`, 0);
  browser = await launch();
  code = await installed();
});
after(async () => {
  await browser?.close();
  await files?.close();
  await site?.close();
});

/** The bookmark that the installation page offers. */
async function installed() {
  const page = await openPage(browser, `${files.url}index.html`);
  const link = page.locator("#bookmarklet[href^='javascript:']");
  await link.waitFor();
  const address = await link.evaluate((element) => element.href);
  assert.ok(address.length < 2000, `the bookmarklet has ${address.length} characters`);
  assert.deepEqual(page.problems, []);
  await page.close();
  return decodeURIComponent(address.slice("javascript:".length));
}

test("it shows the story in place, and takes it away", async () => {
  const page = await openPage(browser, site.url("story.html"));
  const html = await page.evaluate(() => document.documentElement.outerHTML);
  await page.evaluate(code);
  await viewIsShown(page, "For sixty-one years the keepers");
  await page.evaluate(code);
  await viewIsGone(page);
  assert.equal(await page.evaluate(() => document.documentElement.outerHTML), html);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("where the page forbids the module, it says so and leaves no trace", async () => {
  const page = await openPage(browser, site.url("story.html", "strict"));
  const html = await page.evaluate(() => document.documentElement.outerHTML);
  await page.evaluate(code);
  const dialog = page.getByRole("dialog");
  await dialog.getByText("security policy does not let Clearstory run").waitFor();
  assert.match(await dialog.textContent(), /browser extension works here/);
  await dialog.getByRole("button", { name: "OK" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.documentElement.outerHTML), html);
  await page.close();
});

test("where the page forbids only wasm, the view says so", async () => {
  const page = await openPage(browser, site.url("story.html", "noWasm"));
  await page.evaluate(code);
  await viewIsShown(page, "security policy does not let Clearstory run");
  await page.close();
});

test("where the module cannot be reached, it says so", async () => {
  const page = await openPage(browser, site.url("story.html"));
  await page.route("**/reader.js", (route) => route.abort());
  await page.evaluate(code);
  await page.getByRole("dialog").getByText("could not be loaded").waitFor();
  await page.close();
});

test("where the module is there but no view can be, it says why, and not that the module is missing", async () => {
  const page = await openPage(browser, site.url("story.html"));
  await page.evaluate(() => {
    window.CSSStyleSheet = undefined;
  });
  await page.evaluate(code);
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Something went wrong while this page was read").waitFor();
  assert.ok(!(await dialog.textContent()).includes("could not be loaded"));
  await page.close();
});
