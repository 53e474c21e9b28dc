// Open and close the extension's view a hundred times on one page in Chromium, and see that nothing is left of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launchWithExtension, openPage, viewIsGone, viewIsShown } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { disturb, isAsBefore, read } from "./state.mjs";

/** Bytes by which a heap differs from one collection to the next. */
const noise = 3e5;

test("a hundred times open and closed, the page has no listener, node or memory more than after ten", async () => {
  const site = await startSite();
  const browser = await launchWithExtension();
  try {
    const page = await openPage(browser.context, site.url("story.html", "strict"));
    const devtools = await browser.context.newCDPSession(page);
    await devtools.send("Performance.enable");
    await disturb(page);
    const state = await read(page);
    const toggle = async (times) => {
      for (let time = 0; time < times; time++) {
        await browser.press(page);
        await viewIsShown(page, "For sixty-one years the keepers");
        await browser.press(page);
        await viewIsGone(page);
      }
    };
    const measure = async () => {
      await isAsBefore(page, state);
      for (const _again of [1, 2]) await devtools.send("HeapProfiler.collectGarbage");
      const { metrics } = await devtools.send("Performance.getMetrics");
      const values = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
      const { Documents, Frames, JSEventListeners, Nodes, JSHeapUsedSize } = values;
      return { counts: { Documents, Frames, JSEventListeners, Nodes }, heap: JSHeapUsedSize };
    };
    await toggle(10);
    const before = await measure();
    await toggle(90);
    const after = await measure();
    assert.deepEqual(after.counts, before.counts);
    assert.ok(after.heap < before.heap + noise, `${before.heap} bytes became ${after.heap}`);
    assert.deepEqual(page.problems, []);
  } finally {
    await browser.context.close();
    await site.close();
  }
});
