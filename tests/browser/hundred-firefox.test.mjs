// Open and close the extension's view a hundred times on one page in Firefox, and see that nothing is left of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launchWithExtension } from "./firefox.mjs";
import { startSite } from "./site.mjs";
import { disturb, isAsBefore, read } from "./state.mjs";

// The page itself waits for the view: what Firefox's driver waits for, it keeps (seen in 8 of 25 plain frames).

/** Remember the open view's document, but do not hold it. */
async function opened() {
  const view = () => document.querySelector("html > dialog > iframe")?.contentDocument;
  while (!view()?.querySelector("h1")) await new Promise((again) => setTimeout(again));
  window.views ??= [];
  window.views.push(new WeakRef(view()));
}

async function closed() {
  while (document.querySelector("html > dialog")) await new Promise((again) => setTimeout(again));
}

test("a hundred times open and closed, Firefox's page is as it was, and no view is left", async () => {
  const site = await startSite();
  const firefox = await launchWithExtension();
  try {
    const tab = await firefox.openPage(site.url("story.html", "strict"));
    await disturb(tab);
    const state = await read(tab);
    for (let time = 0; time < 100; time++) {
      await firefox.press();
      await tab.evaluate(opened);
      await firefox.press();
      await tab.evaluate(closed);
    }
    await isAsBefore(tab, state);
    await firefox.collect();
    const views = await tab.evaluate(() => [window.views.length, window.views.filter((view) => view.deref()).length]);
    assert.deepEqual(views, [100, 0]);
  } finally {
    await firefox.close();
    await site.close();
  }
});
