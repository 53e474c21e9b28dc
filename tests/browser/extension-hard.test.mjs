// Press the extension's button where it is hard: policies, pages of the browser, pages that change under the view; in
// Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  currentFrame,
  frameOf,
  host,
  launchWithExtension,
  openPage,
  viewIsGone,
  viewIsShown,
  viewOf,
} from "./chromium.mjs";
import {
  areSignsThere,
  folderOfFiles,
  grow,
  pageOf,
  pdf,
  putStrangeSigns,
  strangeSignsShown,
  swallowKeys,
} from "./hard-pages.mjs";
import { startSite } from "./site.mjs";

const story = "For sixty-one years the keepers";
let site;
let browser;
let files;
before(async () => {
  site = await startSite();
  browser = await launchWithExtension();
  files = await folderOfFiles();
});
after(async () => {
  await browser?.context.close();
  await site?.close();
  await files?.remove();
});

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

for (const policy of ["scriptSelf", "trustedTypes", "isolated"]) {
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
  for (const [name, words] of [
    ["frames.html", "The ferry keeps its bell"],
    ["open-root.html", "The gate at the end of the lane"],
  ]) {
    const page = await openPage(browser.context, site.url(name));
    await browser.press(page);
    await viewIsShown(page, words);
    await page.close();
  }
});

const kept = /^Clearstory cannot run on this page/;
for (const [name, address, sentence] of [
  ["about:blank", () => "about:blank", kept],
  ["data:", () => `data:text/html,${encodeURIComponent(pageOf("A page of data"))}`, kept],
  ["a page in a sandbox, which has no frames of its own", () => site.url("story.html", "sandbox"), kept],
  ["a strict page in a sandbox", () => site.url("story.html", "sandboxAndStrict"), kept],
  ["view-source:", () => `view-source:${site.url("story.html")}`, kept],
  ["a PDF", () => files.put("page.pdf", pdf), /^This is a PDF/],
]) {
  test(`a page that cannot be read says why: ${name}`, async () => {
    const url = await address();
    const page = await openPage(browser.context, url);
    await browser.press(page, url);
    const shown = page.locator(host).waitFor({ state: "attached" });
    const said = await Promise.race([refusal(), shown.then(() => viewOf(page).locator(".notice").textContent())]);
    assert.match(said, sentence);
    await page.close();
  });
}

test("of a page in a sandbox the button says nothing but that it cannot be read", async () => {
  const page = await openPage(browser.context, site.url("story.html", "sandbox"));
  await browser.worker().evaluate(() => {
    const { setTitle } = chrome.action;
    globalThis.titles = [];
    chrome.action.setTitle = (details) => {
      titles.push(details.title);
      return setTitle(details);
    };
  });
  await browser.press(page);
  assert.match(await refusal(), kept);
  const titles = await browser.worker().evaluate(() => globalThis.titles);
  assert.deepEqual(
    titles.filter((title) => !kept.test(title)),
    [],
  );
  await page.close();
});

test("a file on this computer is read, where the reader allows it", async () => {
  const page = await openPage(browser.context, await files.put("page.html", pageOf("A page on this computer")));
  await browser.press(page);
  await viewIsShown(page, "A page on this computer, and so the river went on");
  await page.close();
});

test("a page of five megabytes is read, and given back", async () => {
  const page = await openPage(browser.context, site.url("story.html", "strict"));
  const before = await page.evaluate(grow);
  assert.ok(before > 5e6);
  await browser.press(page);
  await viewIsShown(page, story);
  await browser.press(page);
  await viewIsGone(page);
  assert.equal(await page.evaluate(() => document.documentElement.outerHTML.length), before);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a page of signs that are none is read, and given back", async () => {
  const page = await openPage(browser.context, site.url("story.html", "strict"));
  await page.evaluate(putStrangeSigns);
  await browser.press(page);
  await viewIsShown(page, "all night, and the river rose");
  const shown = await viewOf(page).locator(".story p").allTextContents();
  assert.ok(shown.includes(strangeSignsShown), JSON.stringify(shown));
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  assert.ok(await page.evaluate(areSignsThere));
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a page that swallows all keys and replaces its body keeps the view open, and Escape closes it", async () => {
  const page = await openPage(browser.context, site.url("story.html", "strict"));
  await page.evaluate(swallowKeys);
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

test("a page that opens a modal dialog later does not get between the reader and the story", async () => {
  const page = await openPage(browser.context, site.url("story.html", "strict"));
  await browser.press(page);
  await viewIsShown(page, story);
  await page.evaluate(() => {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.append("Subscribe", document.createElement("input"));
    dialog.showModal();
  });
  await page.waitForFunction((host) => document.elementFromPoint(innerWidth / 2, innerHeight / 2).matches(host), host);
  await currentFrame(page).waitForFunction(() => document.hasFocus());
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  assert.ok(await page.locator("dialog").evaluate((dialog) => dialog.matches(":modal")));
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
