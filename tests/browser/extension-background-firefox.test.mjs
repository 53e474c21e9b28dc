// End the background at its work, or leave it alone with it, in Firefox: the page is read all the same, or the next one is.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { host, launchWithExtension } from "./firefox.mjs";
import { dist, startSite } from "./site.mjs";

const story = "For sixty-one years the keepers";
let site;
let firefox;
// A browser for each test, whose background has not loaded the engine yet.
beforeEach(async () => {
  site = await startSite();
  // The background is not to be ended but by the test.
  firefox = await launchWithExtension({ "extensions.background.idle.timeout": 3_600_000 });
});
afterEach(async () => {
  await firefox?.close();
  await site?.close();
});

/**
 * Run for the background: its engine does not arrive before `kept.release()`, and `kept.asked` is fulfilled when a story is
 * asked for.
 */
function hold({ wrappedJSObject: page }, kept) {
  const { fetch } = page;
  const held = (address) => {
    const wait = (arrive) => {
      kept.release = () => arrive(fetch.call(page, address));
    };
    return new page.Promise(Cu.exportFunction(wait, page));
  };
  page.fetch = Cu.exportFunction(held, page);
  kept.asked = new Promise((asked) => {
    const hear = ({ type }) => {
      if (type === "extract") asked();
    };
    page.browser.runtime.onMessage.addListener(Cu.exportFunction(hear, page));
  });
}

const isAsked = () => firefox.inBackground((_window, { asked }) => asked);
const isShown = (tab, words) => tab.untilInView((words) => document.body.innerText.includes(words), words);

for (const [what, end] of [
  ["ended", () => firefox.stopBackground()],
  ["lost with its process", () => firefox.crashBackground()],
]) {
  test(`in Firefox a background that is ${what} at its work is started again, and asked once more`, async () => {
    await firefox.inBackground(hold);
    const tab = await firefox.openPage(site.url("story.html", "strict"));
    await firefox.press();
    await isAsked();
    assert.equal(await tab.evaluate((host) => document.querySelector(host), host), null);
    await end();
    await isShown(tab, story);
    await tab.page.keyboard.press("Escape");
    await tab.viewIsGone();
    assert.deepEqual(tab.problems, []);
  });
}

/**
 * Put before what a background does: its engine does not arrive before `release()`, and `asked` is fulfilled when a story is
 * asked for. Each background that is started does so, which none can be told in time.
 */
function holdEach() {
  const { fetch } = globalThis;
  globalThis.fetch = (address) =>
    new Promise((resolve) => {
      globalThis.release = () => resolve(fetch(address));
    });
  globalThis.asked = new Promise((resolve) => {
    browser.runtime.onMessage.addListener(({ type }) => {
      if (type === "extract") resolve();
    });
  });
}

test("in Firefox a background that is ended twice at its work is said not to answer, and the next press reads", async () => {
  await firefox.close();
  const folder = await mkdtemp(join(tmpdir(), "clearstory-held-"));
  try {
    await cp(join(dist, "extension-firefox"), folder, { recursive: true });
    const script = join(folder, "background.js");
    await writeFile(script, `(${holdEach})();\n${await readFile(script, "utf8")}`);
    firefox = await launchWithExtension({ "extensions.background.idle.timeout": 3_600_000 }, folder);
    const tab = await firefox.openPage(site.url("story.html", "strict"));
    const html = await tab.evaluate(() => document.documentElement.outerHTML);
    await firefox.press();
    for (const _time of [1, 2]) {
      await firefox.backgroundRuns();
      await firefox.inBackground(({ wrappedJSObject: page }) => page.asked.then(() => {}));
      await firefox.stopBackground();
    }
    await isShown(tab, "The extension did not answer");
    await tab.page.keyboard.press("Escape");
    await tab.viewIsGone();
    assert.equal(await tab.evaluate(() => document.documentElement.outerHTML), html);
    await firefox.press();
    await firefox.backgroundRuns();
    await firefox.inBackground(({ wrappedJSObject: page }) => page.asked.then(() => page.release()));
    await isShown(tab, story);
    assert.deepEqual(tab.problems, []);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("in Firefox a page that goes on while its story is asked for has its way, and the next press reads", async () => {
  await firefox.inBackground(hold);
  const tab = await firefox.openPage(site.url("story.html", "strict"));
  await firefox.press();
  await isAsked();
  await tab.page.goto(site.url("toggle.html"));
  const html = await tab.evaluate(() => document.documentElement.outerHTML);
  await firefox.inBackground((_window, { release }) => release());
  // Asked later, so answered later than the page before.
  await firefox.press();
  await isShown(tab, "follow the sound of water downhill");
  await tab.page.keyboard.press("Escape");
  await tab.viewIsGone();
  assert.equal(await tab.evaluate(() => document.documentElement.outerHTML), html);
  assert.deepEqual(tab.problems, []);
});
