// Hold the background to what is said of it: the engine begins to load at the press and is compiled once; what is lost on
// the way is asked for once more, and then explained. In Chromium.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { host, launchWithExtension, openPage, viewIsGone, viewIsShown } from "./chromium.mjs";
import { startSite } from "./site.mjs";

const story = "For sixty-one years the keepers";
let site;
let browser;
// A browser for each test, whose background has not loaded the engine yet.
beforeEach(async () => {
  site = await startSite();
  browser = await launchWithExtension();
  await browser.worker().evaluate(watch);
});
afterEach(async () => {
  await browser?.context.close();
  await site?.close();
});

/**
 * Run in the background: count in `seen` what it loads and is asked for, and in `done` the presses that have been followed;
 * and lose as many answers as `losses` says.
 */
function watch() {
  globalThis.seen = { fetched: 0, compiled: 0, asked: 0 };
  globalThis.done = 0;
  globalThis.losses = 0;
  const { fetch } = globalThis;
  const { compileStreaming } = WebAssembly;
  globalThis.fetch = (address) => {
    // Chromium itself fetches the button's icons by it.
    if (!String(address).endsWith(".wasm")) return fetch(address);
    globalThis.seen.fetched++;
    if (!globalThis.isStuck) return fetch(address);
    return new Promise((resolve) => {
      globalThis.release = () => resolve(fetch(address));
    });
  };
  const { sendMessage } = chrome.tabs;
  chrome.tabs.sendMessage = async (...message) => {
    const reply = await sendMessage.call(chrome.tabs, ...message);
    globalThis.done++;
    return reply;
  };
  WebAssembly.compileStreaming = (response) => {
    globalThis.seen.compiled++;
    return compileStreaming.call(WebAssembly, response);
  };
  chrome.runtime.onMessage.addListener((message, _sender, reply) => {
    if (message.type !== "extract") return false;
    globalThis.seen.asked++;
    // Who replies first is heard; the engine's answer takes longer.
    if (globalThis.losses-- > 0) reply(null);
    return false;
  });
}

const seen = () => browser.worker().evaluate(() => globalThis.seen);

/** Wait until the background has been asked for a story. */
const isAsked = () =>
  browser.worker().evaluate(async () => {
    while (globalThis.seen.asked === 0) await new Promise((again) => setTimeout(again));
  });

test("the engine begins to load at the press, before a page is there to be read", async () => {
  const page = await openPage(browser.context, "chrome://version/");
  await browser.press(page);
  await browser.worker().evaluate(async () => {
    while (globalThis.seen.compiled === 0) await new Promise((again) => setTimeout(again));
  });
  assert.deepEqual(await seen(), { fetched: 1, compiled: 1, asked: 0 });
});

test("for any number of pages the engine is fetched and compiled once", async () => {
  for (const policy of ["none", "strict", "isolated"]) {
    const page = await openPage(browser.context, site.url("story.html", policy));
    await browser.press(page);
    await viewIsShown(page, story);
    await page.close();
  }
  assert.deepEqual(await seen(), { fetched: 1, compiled: 1, asked: 3 });
});

test("a press while the page is read takes it back, and the next one reads it", async () => {
  await browser.worker().evaluate(() => {
    globalThis.isStuck = true;
  });
  const isDone = (times) =>
    browser.worker().evaluate(async (times) => {
      while (globalThis.done < times) await new Promise((again) => setTimeout(again));
    }, times);
  const page = await openPage(browser.context, site.url("story.html"));
  await browser.press(page);
  await isAsked();
  await browser.press(page);
  await isDone(1);
  await browser.worker().evaluate(() => globalThis.release());
  await isDone(2);
  assert.equal(await page.locator(host).count(), 0);
  await browser.press(page);
  await isDone(3);
  await viewIsShown(page, story);
  assert.equal(await page.locator(host).count(), 1);
  assert.deepEqual(page.problems, []);
});

test("a background that is killed at its work is started again, and asked once more", async () => {
  await browser.worker().evaluate(() => {
    globalThis.isStuck = true;
  });
  const page = await openPage(browser.context, site.url("story.html"));
  await browser.press(page);
  await isAsked();
  const { targetInfos } = await browser.devtools.send("Target.getTargets", { filter: [{ type: "service_worker" }] });
  await browser.devtools.send("Target.closeTarget", { targetId: targetInfos[0].targetId });
  await viewIsShown(page, story);
  assert.deepEqual(page.problems, []);
});

test("an answer that is lost is asked for once more", async () => {
  await browser.worker().evaluate(() => {
    globalThis.losses = 1;
  });
  const page = await openPage(browser.context, site.url("story.html", "strict"));
  await browser.press(page);
  await viewIsShown(page, story);
  assert.equal((await seen()).asked, 2);
  assert.deepEqual(page.problems, []);
});

test("an answer that is lost twice is explained, and the next press reads the page", async () => {
  await browser.worker().evaluate(() => {
    globalThis.losses = 2;
  });
  const page = await openPage(browser.context, site.url("story.html", "strict"));
  await browser.press(page);
  await viewIsShown(page, "The extension did not answer");
  assert.equal((await seen()).asked, 2);
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  await browser.press(page);
  await viewIsShown(page, story);
  assert.deepEqual(page.problems, []);
});

test("a page that goes on while its story is asked for has its way, and the next press reads", async () => {
  await browser.worker().evaluate(() => {
    globalThis.isStuck = true;
  });
  const page = await openPage(browser.context, site.url("story.html", "strict"));
  await browser.press(page);
  await isAsked();
  await page.goto(site.url("toggle.html"));
  const html = await page.evaluate(() => document.documentElement.outerHTML);
  await browser.worker().evaluate(() => globalThis.release());
  // Asked later, so answered later than the page before.
  await browser.press(page);
  await viewIsShown(page, "follow the sound of water downhill");
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  assert.equal(await page.evaluate(() => document.documentElement.outerHTML), html);
  assert.deepEqual(page.problems, []);
});
