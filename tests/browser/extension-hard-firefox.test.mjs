// Give the extension's shortcut where it is hard: policies, pages of the browser, pages that change under the view; in
// Firefox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchWithExtension } from "./firefox.mjs";
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
let firefox;
let files;
before(async () => {
  site = await startSite();
  firefox = await launchWithExtension();
  files = await folderOfFiles();
});
after(async () => {
  await firefox?.close();
  await site?.close();
  await files?.remove();
});

const isShown = (tab, words) => tab.untilInView((words) => document.body.innerText.includes(words), words);

for (const [name, address, words] of [
  ["under the policy scriptSelf", () => site.url("story.html", "scriptSelf"), story],
  ["under the policy isolated", () => site.url("story.html", "isolated"), story],
  ["under the policy trustedTypes", () => site.url("story.html", "trustedTypes"), story],
  ["in a frame", () => site.url("frames.html"), "The ferry keeps its bell"],
  ["in an open shadow root", () => site.url("open-root.html"), "The gate at the end of the lane"],
  ["in a closed shadow root", () => site.url("closed.html"), "The kiosk on the corner"],
  ["in a data: address", () => `data:text/html,${encodeURIComponent(pageOf("A page of data"))}`, "A page of data, and"],
  [
    "in a file on this computer",
    () => files.put("page.html", pageOf("A page of this computer")),
    "A page of this computer, and",
  ],
]) {
  test(`Firefox reads a story ${name}, and gives the page back`, async () => {
    const tab = await firefox.openPage(await address());
    const problems = tab.problems.length;
    await firefox.press();
    await isShown(tab, words);
    await tab.page.keyboard.press("Escape");
    await tab.viewIsGone();
    assert.deepEqual(tab.problems.slice(problems), []);
    await tab.page.close();
  });
}

for (const [name, address] of [
  ["a page of the browser", () => "about:config"],
  ["view-source:", () => `view-source:${site.url("story.html")}`],
  ["a PDF", () => files.put("page.pdf", pdf)],
  ["a page in a sandbox", () => site.url("story.html", "sandbox")],
  ["a strict page in a sandbox", () => site.url("story.html", "sandboxAndStrict")],
  ["a drawing", () => site.url("drawing.svg")],
]) {
  test(`Firefox says at the button that this cannot be read: ${name}`, async () => {
    await firefox.show(await address());
    assert.equal(await firefox.buttonTitle(), "Clear view");
    await firefox.press();
    // While it is tried, the button says what it says over pages.
    while (/^Clear view|^The clear view/.test(await firefox.buttonTitle()));
    assert.match(await firefox.buttonTitle(), /^Clearstory cannot run on this page: .* PDF/);
  });
}

test("Firefox reads a page of five megabytes, and gives it back", async () => {
  const tab = await firefox.openPage(site.url("story.html", "strict"));
  const before = await tab.evaluate(grow);
  assert.ok(before > 5e6);
  await firefox.press();
  await isShown(tab, story);
  await firefox.press();
  await tab.viewIsGone();
  assert.equal(await tab.evaluate(() => document.documentElement.outerHTML.length), before);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("Firefox reads a page of signs that are none, and gives it back", async () => {
  const tab = await firefox.openPage(site.url("story.html", "strict"));
  await tab.evaluate(putStrangeSigns);
  await firefox.press();
  await isShown(tab, "all night, and the river rose");
  const shown = await tab.inView(() => [...document.querySelectorAll(".story p")].map((p) => p.textContent));
  assert.ok(shown.includes(strangeSignsShown), JSON.stringify(shown));
  await tab.page.keyboard.press("Escape");
  await tab.viewIsGone();
  assert.ok(await tab.evaluate(areSignsThere));
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("in Firefox a page that swallows all keys and replaces its body keeps the view open, and Escape closes it", async () => {
  const tab = await firefox.openPage(site.url("story.html", "strict"));
  await tab.evaluate(swallowKeys);
  await firefox.press();
  await isShown(tab, story);
  await tab.evaluate(() => document.body.replaceWith(document.createElement("body")));
  await isShown(tab, "The page has changed.");
  await tab.page.keyboard.press("Escape");
  await tab.viewIsGone();
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("Firefox offers a page anew that goes on to another story under the view", async () => {
  const tab = await firefox.openPage(site.url("story.html", "strict"));
  await firefox.press();
  await isShown(tab, story);
  await tab.evaluate(() => {
    history.pushState(null, "", "/another");
    document.querySelector("article p").textContent = "This is the story that the page has gone on to, all by itself.";
  });
  await isShown(tab, "The page has changed.");
  await tab.inView(() => {
    [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Read the new one").click();
  });
  await isShown(tab, "This is the story that the page has gone on to");
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("in Firefox a stopped background starts again", async () => {
  const tab = await firefox.openPage(site.url("story.html"));
  assert.equal(await firefox.stopBackground(), "stopped");
  await firefox.press();
  await isShown(tab, story);
  // With the view open, what it asks starts the background as well.
  assert.equal(await firefox.stopBackground(), "stopped");
  await tab.inView(() => {
    const named = (name) =>
      [...document.querySelectorAll("button")].find(
        (button) => button.ariaLabel === name || button.textContent === name,
      );
    named("Take along").click();
    named("Copy as Markdown").click();
  });
  await isShown(tab, "Copied");
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});
