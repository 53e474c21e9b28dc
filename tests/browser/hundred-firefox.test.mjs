// Open and close the extension's view a hundred times on one page in Firefox, and see that nothing is left of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launchWithExtension } from "./firefox.mjs";
import { startSite } from "./site.mjs";
import { disturb, isAsBefore, read } from "./state.mjs";

// The browser itself waits for the view: what its driver waits for, that keeps (seen in 8 of 25 plain frames).

/** Remember the open view's document, but do not hold it. */
async function opened(window, kept) {
  const root = () => window.document.querySelector("html > div")?.openOrClosedShadowRoot;
  const view = () => root()?.querySelector("iframe")?.contentDocument;
  while (!view()?.querySelector("h1")) await new Promise((again) => window.setTimeout(again));
  kept.views ??= [];
  kept.views.push(Cu.getWeakReference(view()));
}

async function closed(window) {
  while (window.document.querySelector("html > div")) await new Promise((again) => window.setTimeout(again));
}

/** How many views there were, and how many are still held by something. */
function counted(_window, { views }) {
  for (let time = 0; time < 3; time++) {
    Cu.forceGC();
    Cu.forceCC();
  }
  return [views.length, views.filter((view) => view.get()).length];
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
      await firefox.inTab(opened);
      await firefox.press();
      await firefox.inTab(closed);
    }
    await isAsBefore(tab, state);
    assert.deepEqual(await firefox.inTab(counted), [100, 0]);
  } finally {
    await firefox.close();
    await site.close();
  }
});
