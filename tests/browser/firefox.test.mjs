// Give the extension's shortcut on plain and on strict pages, in Firefox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchWithExtension } from "./firefox.mjs";
import { startSite } from "./site.mjs";
import { disturb, isAsBefore, isHeld, read } from "./state.mjs";

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

for (const policy of ["none", "strict"]) {
  test(`Firefox shows the story and gives the page back, policy ${policy}`, async () => {
    const tab = await firefox.openPage(site.url("story.html", policy));
    await disturb(tab);
    const state = await read(tab);

    await firefox.press();
    await tab.waitForFunction(() =>
      document
        .querySelector("html > dialog > iframe")
        ?.contentDocument?.body?.innerText.includes("For sixty-one years the keepers"),
    );
    await isHeld(tab);
    const style = await tab.evaluate(() => {
      const frame = document.querySelector("html > dialog > iframe");
      const { width, height } = frame.getBoundingClientRect();
      const main = frame.contentDocument.querySelector("main");
      return { covers: width >= innerWidth && height >= innerHeight, measure: getComputedStyle(main).maxInlineSize };
    });
    assert.equal(style.covers, true);
    assert.notEqual(style.measure, "none", "the view is styled");

    await tab.page.keyboard.press("Escape");
    await tab.waitForFunction(() => document.querySelector("html > dialog") === null);
    await isAsBefore(tab, state);

    await firefox.press();
    await tab.waitForFunction(() => document.querySelector("html > dialog > iframe") !== null);
    await firefox.press();
    await tab.waitForFunction(() => document.querySelector("html > dialog") === null);
    await isAsBefore(tab, state);
    assert.deepEqual(tab.problems, []);
    await tab.page.close();
  });
}
