// Open and close the extension's view a hundred times on one page in Firefox, and see that nothing is left of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launchWithExtension } from "./firefox.mjs";
import { startSite } from "./site.mjs";
import { disturb, isAsBefore, read } from "./state.mjs";

/** Bytes by which the page's window differs from one collection to the next; a view that is kept has 80 kB. */
const noise = 40_000;

// The browser itself waits for the view: what its driver waits for, that keeps (seen in 8 of 25 plain frames).

/** Remember the open view's parts, but do not hold them. */
async function opened(window, kept) {
  const host = () => window.document.querySelector("html > div");
  // Before this it takes no second press.
  const dialog = () => host()?.openOrClosedShadowRoot?.querySelector("dialog:modal");
  while (!dialog()) await new Promise((again) => window.setTimeout(again));
  const frame = dialog().querySelector("iframe");
  kept.parts ??= [];
  for (const part of [host(), frame, frame.contentDocument]) kept.parts.push(Cu.getWeakReference(part));
}

async function closed(window) {
  while (window.document.querySelector("html > div")) await new Promise((again) => window.setTimeout(again));
}

/** How many parts of views there were, which are still held by something, and what the page's window takes up. */
async function counted(window, { parts }) {
  const memory = Cc["@mozilla.org/memory-reporter-manager;1"].getService(Ci.nsIMemoryReporterManager);
  await new Promise((done) => memory.minimizeMemoryUsage(done));
  for (let time = 0; time < 3; time++) {
    Cu.forceGC();
    Cu.forceCC();
  }
  const [objects, strings, rest, dom, ...more] = Array.from({ length: 9 }, () => ({}));
  memory.sizeOfTab(window, objects, strings, rest, dom, ...more);
  return {
    opened: parts.length,
    held: parts.flatMap((part, at) => (part.get() ? [at] : [])),
    objects: objects.value,
    strings: strings.value,
    dom: dom.value,
    realms: memory.JSMainRuntimeRealmsUser,
    ghosts: memory.ghostWindows,
  };
}

async function toggle(firefox, times) {
  for (let time = 0; time < times; time++) {
    await firefox.press();
    await firefox.inTab(opened);
    await firefox.press();
    await firefox.inTab(closed);
  }
}

test("a hundred times open and closed, Firefox's page is as it was, and takes up what it took before", async () => {
  const site = await startSite();
  // As a busy machine paints: a view that is closed may then be taken away before it has faded.
  const firefox = await launchWithExtension({ "layout.frame_rate": 20 });
  try {
    const tab = await firefox.openPage(site.url("story.html", "strict"));
    await disturb(tab);
    const state = await read(tab);
    await toggle(firefox, 20);
    const before = await firefox.inTab(counted);
    await toggle(firefox, 80);
    await isAsBefore(tab, state);
    const after = await firefox.inTab(counted);
    assert.deepEqual([before.opened, before.held, after.opened, after.held], [60, [], 300, []]);
    assert.deepEqual([after.dom, after.realms, after.ghosts], [before.dom, before.realms, before.ghosts]);
    for (const kind of ["objects", "strings"]) {
      assert.ok(after[kind] < before[kind] + noise, `${before[kind]} bytes of ${kind} became ${after[kind]}`);
    }
  } finally {
    await firefox.close();
    await site.close();
  }
});
