// Reload pages under the open view of the extension and of the embed, in Firefox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchWithExtension } from "./firefox.mjs";
import { addToggle, assertReloaded, pressToggle } from "./reload.mjs";
import { startSite } from "./site.mjs";

let site;
let firefox;
before(async () => {
  site = await startSite();
  firefox = await launchWithExtension();
});
after(async () => {
  await firefox?.close();
  await site?.close();
});

const isShown = (tab) => tab.untilInView(() => document.querySelector(".story p") !== null);

/** A tab of the page. Firefox gives one that is not in front no frames and no focus. */
async function openTab(prepare) {
  const tab = await firefox.openPage(site.url("lively.html"));
  await prepare?.(tab);
  return {
    ...tab,
    comeForward: () => tab.page.bringToFront(),
    async reload() {
      await tab.page.reload();
      await prepare?.(tab);
    },
  };
}

for (const [delivery, prepare, press] of [
  ["extension", undefined, () => firefox.press()],
  ["embed", (tab) => tab.evaluate(addToggle), (tab) => tab.evaluate(pressToggle)],
]) {
  test(`Firefox: a page that is reloaded under the ${delivery}'s view is as after a plain reload, and the next press reads`, async () => {
    const alone = await openTab(prepare);
    const covered = await openTab(prepare);
    await assertReloaded(alone, covered, {
      async open() {
        await press(covered);
        await isShown(covered);
      },
      async close() {
        await covered.page.keyboard.press("Escape");
        await covered.viewIsGone();
      },
    });
    assert.deepEqual(covered.problems, []);
    await alone.page.close();
    await covered.page.close();
  });
}
