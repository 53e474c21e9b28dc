// Ask the engine where it runs in a worker, and give the deliveries one that comes to no end: it is given up, a sentence says
// so, and the next press reads.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import * as chromium from "./chromium.mjs";
import * as firefox from "./firefox.mjs";
import { lengthen, shorten } from "./hard-pages.mjs";
import { putBack } from "./left-out.mjs";
import { dist, startSite } from "./site.mjs";
import { limitMemory, stallOnLongPages, trapFirstInstance } from "./trap.mjs";

const story = "For sixty-one years the keepers";
const givenUp = "Reading this page took too long and was given up.";
const stopped = "The reading engine stopped on this page.";
/** Milliseconds: the engine's own deadline, and time to load and to show; less than a tab waits for the background. */
const inTime = 8000;

let site;
let folder;
before(async () => {
  site = await startSite();
  folder = await mkdtemp(join(tmpdir(), "clearstory-worker-"));
});
after(async () => {
  await rm(folder, { recursive: true });
  await site.close();
});

/** A copy of what is built, in which the engine's worker, or another of its scripts, first does this. */
async function built(name, spoil = () => {}, script = "engine-worker.js") {
  const copy = join(folder, spoil.name, name);
  await cp(join(dist, name), copy, { recursive: true });
  const file = join(copy, script);
  await writeFile(file, `(${spoil})();\n${await readFile(file, "utf8")}`);
  return copy;
}

/** Run `work` with the bookmarklet of that folder, and what presses it on a page that lets no engine in. */
async function withWindow(copy, work) {
  const files = await serve(copy, 0);
  const browser = await chromium.launch();
  try {
    const install = await chromium.openPage(browser, `${files.url}index.html`);
    const link = install.locator("#bookmarklet[href^='javascript:']");
    const code = decodeURIComponent((await link.evaluate(({ href }) => href)).slice("javascript:".length));
    await work(browser, async (page) => {
      const opened = page.waitForEvent("popup");
      await page.evaluate(code);
      return opened;
    });
  } finally {
    await browser.close();
    await files.close();
  }
}

test("the window's worker selects anew and binds a book, and is the only one", async () => {
  await withWindow(await built("bookmarklet"), async (browser, press) => {
    const page = await chromium.openPage(browser, site.url("left-out.html", "noWasm"));
    const window = await press(page);
    await putBack(window);
    const frame = chromium.frameOf(window);
    const download = window.waitForEvent("download");
    await frame.getByRole("button", { name: "Take along" }).click();
    await frame.getByRole("button", { name: "Save as EPUB" }).click();
    const book = await readFile(await (await download).path());
    assert.equal(book.subarray(30, 58).toString(), "mimetypeapplication/epub+zip");
    assert.equal(window.workers().length, 1);
  });
});

test("the bookmarklet's window ends a stalled engine, says so, and the next press reads", async () => {
  await withWindow(await built("bookmarklet", stallOnLongPages), async (browser, press) => {
    const page = await chromium.openPage(browser, site.url("story.html", "noWasm"));
    await page.evaluate(lengthen);
    const pressed = Date.now();
    const window = await press(page);
    const worker = window.workers()[0] ?? (await window.waitForEvent("worker"));
    const ended = new Promise((resolve) => worker.once("close", resolve));
    await chromium.viewIsShown(window, givenUp);
    assert.ok(Date.now() - pressed < inTime);
    await ended;
    assert.equal(window.workers().length, 1, "a new worker has taken its place");
    await window.close();
    await page.evaluate(shorten);
    await chromium.viewIsShown(await press(page), story);
    assert.deepEqual(page.problems, []);
  });
});

for (const [what, spoil, sentence, script] of [
  ["ends a stalled engine", stallOnLongPages, givenUp],
  ["replaces one that has trapped", trapFirstInstance, stopped],
  // The background compiles it.
  ["replaces one that has run out of memory", limitMemory, stopped, "background.js"],
]) {
  test(`in Firefox the extension ${what}, says so, and the next press reads`, async () => {
    const browser = await firefox.launchWithExtension({}, await built("extension-firefox", spoil, script));
    try {
      const tab = await browser.openPage(site.url("story.html", "strict"));
      const says = (words) => tab.untilInView((words) => document.body.innerText.includes(words), words);
      await tab.evaluate(lengthen);
      const pressed = Date.now();
      await browser.press();
      await says(sentence);
      assert.ok(Date.now() - pressed < inTime);
      await browser.press();
      await tab.viewIsGone();
      await tab.evaluate(shorten);
      await browser.press();
      await says(story);
      assert.deepEqual(tab.problems, []);
    } finally {
      await browser.close();
    }
  });
}

test("in Chromium, whose background can have no worker, the tab stops waiting, says so, and reads once that has ended", async () => {
  const browser = await chromium.launchWithExtension();
  try {
    await browser.worker().evaluate(stallOnLongPages);
    const page = await chromium.openPage(browser.context, site.url("story.html", "strict"));
    await page.evaluate(lengthen);
    await browser.press(page);
    await chromium.viewIsShown(page, givenUp);
    await page.keyboard.press("Escape");
    await chromium.viewIsGone(page);
    await page.evaluate(shorten);
    // Chromium itself ends it within a minute, but not while it is driven as here.
    const { targetInfos } = await browser.devtools.send("Target.getTargets", { filter: [{ type: "service_worker" }] });
    await browser.devtools.send("Target.closeTarget", { targetId: targetInfos[0].targetId });
    await browser.press(page);
    await chromium.viewIsShown(page, story);
    assert.deepEqual(page.problems, []);
  } finally {
    await browser.context.close();
  }
});
