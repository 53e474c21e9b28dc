// Lose nothing that is kept in a site's own storage, in Chromium: tabs that write at once, a tab that goes, a full store.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { bundleSource } from "../../scripts/sources.mjs";
import { launch, launchWithExtension, openPage } from "./chromium.mjs";
import { startSite } from "./site.mjs";

let site;
let browser;
let source;
before(async () => {
  source = await bundleSource("www/view/store.ts");
  site = await startSite();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** So many tabs of one reader, each with the store as `store`. */
async function open(count, context) {
  context ??= await browser.newContext();
  const tabs = [];
  while (tabs.length < count) tabs.push(await openPage(context, site.url("links.html")));
  for (const tab of tabs) {
    await tab.evaluate(async (source) => {
      const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      window.store = (await import(address)).pageStore;
    }, source);
  }
  return tabs;
}

test("of tabs that write the same record at once, none overwrites another", async () => {
  const tabs = await open(4);
  const begin = Date.now() + 300;
  const write = async ({ tab, begin }) => {
    const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    await pause(begin - Date.now());
    for (let at = 0; at < 25; at++) {
      await window.store.update("places", (stored) => [...(stored ?? []), `${tab} ${at}`]);
      await pause(at % 5);
    }
  };
  await Promise.all(tabs.map((page, tab) => page.evaluate(write, { tab, begin })));
  for (const tab of tabs) {
    await tab.waitForFunction(() => JSON.parse(localStorage.getItem("clearstory:places")).length === 100);
  }
});

test("a tab that goes as it writes keeps no other from writing", async () => {
  const [gone, other] = await open(2);
  await gone.evaluate(() => window.store.update("places", () => [1]));
  await gone.close();
  await other.evaluate(() => window.store.update("places", (stored) => [...stored, 2]));
  assert.deepEqual(await other.evaluate(() => window.store.read("places")), [1, 2]);
});

test("a tab that hangs keeps no other from writing", async () => {
  const [hanging, other] = await open(2);
  await hanging.evaluate(() => {
    void navigator.locks.request("clearstory", () => new Promise(() => {}));
  });
  await other.evaluate(() => window.store.update("places", () => [1]));
  assert.deepEqual(await other.evaluate(() => window.store.read("places")), [1]);
});

test("a store that is full says so, and keeps what it has", async () => {
  const [tab] = await open(1);
  const failure = await tab.evaluate(async () => {
    await window.store.update("places", () => [1]);
    return window.store.update("places", () => "x".repeat(20_000_000)).catch(({ name }) => name);
  });
  assert.equal(failure, "QuotaExceededError");
  assert.deepEqual(await tab.evaluate(() => window.store.read("places")), [1]);
});

test("a browser that crashes as a tab writes has what was stored before, and no record in halves", async () => {
  const profile = await mkdtemp(join(tmpdir(), "clearstory-profile-"));
  let crashing = await launchWithExtension({ profile });
  const visit = async () => (await open(1, crashing.context))[0];
  const record = (length) => Array.from({ length }, (_, at) => `${at} ${"kept ".repeat(2000)}`);
  try {
    const first = await visit();
    await first.evaluate((kept) => window.store.update("places", () => kept), record(10));
    await crashing.context.close();

    crashing = await launchWithExtension({ profile, isInstalled: true });
    const writing = await visit();
    assert.deepEqual(await writing.evaluate(() => window.store.read("places")), record(10));
    await writing.evaluate(() => {
      window.written = 10;
      void (async () => {
        for (; ; window.written++) {
          const next = `${window.written} ${"kept ".repeat(2000)}`;
          await window.store.update("places", (stored) => (stored.length < 200 ? [...stored, next] : stored));
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      })();
    });
    await writing.waitForFunction(() => window.written > 60);
    await crashing.crash();

    crashing = await launchWithExtension({ profile, isInstalled: true });
    const stored = await (await visit()).evaluate(() => window.store.read("places"));
    assert.ok(stored.length >= 10, `${stored.length} of 10 are left`);
    assert.deepEqual(stored, record(stored.length));
  } finally {
    await crashing.context.close().catch(() => {});
    await rm(profile, { recursive: true, force: true });
  }
});
