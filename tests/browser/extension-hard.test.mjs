// Press the extension's button where it is hard: policies, pages of the browser, pages that change under the view; in
// Chromium.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  frameOf,
  host,
  launchWithExtension,
  openPage,
  untilInView,
  viewIsGone,
  viewIsShown,
  viewOf,
} from "./chromium.mjs";
import { startSite } from "./site.mjs";

const story = "For sixty-one years the keepers";
const paragraph = (words) => `<p>${`${words}, and so the river went on past the mill, as rivers do. `.repeat(6)}</p>`;
const html = (title) =>
  `<!doctype html><title>${title}</title><main><article><h1>${title}</h1>${paragraph(title)}${paragraph(title)}</article></main>`;
/** The smallest file that a browser's viewer shows. */
const pdf = `%PDF-1.1
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
trailer<</Root 1 0 R>>`;

let site;
let browser;
let folder;
before(async () => {
  site = await startSite();
  browser = await launchWithExtension();
  folder = await mkdtemp(join(tmpdir(), "clearstory-files-"));
});
after(async () => {
  await browser?.context.close();
  await site?.close();
  if (folder) await rm(folder, { recursive: true });
});

async function fileAt(name, text) {
  const path = join(folder, name);
  await writeFile(path, text);
  return pathToFileURL(path).href;
}

/** What the button says where the page can show nothing. */
const refusal = () =>
  browser.worker().evaluate(async () => {
    for (;;) {
      // The tab of the page before may be in front for a moment still.
      const [{ id: tabId }] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      const badge = await chrome.action.getBadgeText({ tabId }).catch(() => "");
      if (badge !== "") return chrome.action.getTitle({ tabId });
      await new Promise((again) => setTimeout(again));
    }
  });

for (const policy of ["scriptSelf", "isolated"]) {
  test(`the story is shown under the policy ${policy}`, async () => {
    const page = await openPage(browser.context, site.url("story.html", policy));
    const problems = page.problems.length;
    await browser.press(page);
    await viewIsShown(page, story);
    await page.keyboard.press("Escape");
    await viewIsGone(page);
    assert.deepEqual(page.problems.slice(problems), []);
    await page.close();
  });
}

test("a story in a frame and one in an open shadow root are read", async () => {
  for (const name of ["frames.html", "shadow.html"]) {
    const page = await openPage(browser.context, site.url(name));
    await browser.press(page);
    await untilInView(page, () => document.querySelector(".story p") !== null);
    await page.close();
  }
});

for (const [name, address] of [
  ["about:blank", () => "about:blank"],
  ["data:", () => `data:text/html,${encodeURIComponent(html("A page of data"))}`],
  ["a page in a sandbox, which has no frames of its own", () => site.url("story.html", "sandbox")],
  ["a strict page in a sandbox", () => site.url("story.html", "sandboxAndStrict")],
  ["view-source:", () => `view-source:${site.url("story.html")}`],
  ["a PDF", () => fileAt("page.pdf", pdf)],
]) {
  test(`a page that cannot be read says why: ${name}`, async () => {
    const url = await address();
    const page = await openPage(browser.context, url);
    await browser.press(page, url);
    const shown = page.locator(host).waitFor({ state: "attached" });
    const said = await Promise.race([refusal(), shown.then(() => viewOf(page).locator(".notice").textContent())]);
    assert.match(said, /^Clearstory cannot run on this page|^This is not a web page with text/);
    await page.close();
  });
}

test("a file on this computer is read, where the reader allows it", async () => {
  const page = await openPage(browser.context, await fileAt("page.html", html("A page on this computer")));
  await browser.press(page);
  await viewIsShown(page, "A page on this computer, and so the river went on");
  await page.close();
});

test("a page of five megabytes is read, and given back", async () => {
  const page = await openPage(browser.context, site.url("story.html", "strict"));
  await page.evaluate(() => {
    const article = document.querySelector("article");
    for (let size = 0; size < 5e6; size += 1000) {
      article.appendChild(document.createElement("p")).textContent = `${size} and the river goes on. `.repeat(40);
    }
  });
  const before = await page.evaluate(() => document.documentElement.outerHTML.length);
  assert.ok(before > 5e6);
  await browser.press(page);
  await viewIsShown(page, story);
  await browser.press(page);
  await viewIsGone(page);
  assert.equal(await page.evaluate(() => document.documentElement.outerHTML.length), before);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a page that swallows all keys and replaces its body keeps the view open, and Escape closes it", async () => {
  const page = await openPage(browser.context, site.url("story.html", "strict"));
  await page.evaluate(() => {
    for (const type of ["keydown", "keypress", "keyup"]) {
      const swallow = (event) => {
        event.stopImmediatePropagation();
        event.preventDefault();
      };
      window.addEventListener(type, swallow, true);
    }
  });
  await browser.press(page);
  await viewIsShown(page, story);
  await page.evaluate(() => document.body.replaceWith(document.createElement("body")));
  await frameOf(page).getByText("The page has changed.").waitFor();
  await page.keyboard.press("?");
  await frameOf(page).getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  assert.deepEqual(page.problems, []);
  await page.close();
});

for (const [name, go] of [
  ["by its address", () => history.pushState(null, "", "/another")],
  ["by its headline", () => document.querySelector("h1").replaceChildren("Another story")],
]) {
  test(`a page that goes on to another story ${name} under the view is offered anew`, async () => {
    const page = await openPage(browser.context, site.url("story.html", "strict"));
    await browser.press(page);
    await viewIsShown(page, story);
    await page.evaluate(() => document.body.append(document.createElement("p")));
    await page.evaluate(() => history.replaceState(null, "", "#part"));
    await page.evaluate(go);
    const said = frameOf(page).getByRole("status").filter({ hasText: "The page has changed." });
    await said.waitFor();
    await page.evaluate(() => {
      document.querySelector("article p").textContent =
        "This is the story that the page has gone on to, all by itself.";
    });
    await said.getByRole("button", { name: "Read the new one" }).click();
    // The view that is left fades away meanwhile.
    await viewIsShown(page, "This is the story that the page has gone on to");
    assert.equal(await viewOf(page).getByText("that the page has gone on to").count(), 1);
    assert.equal(await frameOf(page).getByText("The page has changed.").count(), 0);
    await page.keyboard.press("Escape");
    await viewIsGone(page);
    assert.deepEqual(page.problems, []);
    await page.close();
  });
}
