// Give the extension's shortcut on plain and on strict pages, in Firefox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchWithExtension } from "./firefox.mjs";
import { removals } from "./removals.mjs";
import { startSite } from "./site.mjs";
import { disturb, isAsBefore, isHeld, read } from "./state.mjs";
import { colouredCode } from "./tools.mjs";

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

function storyIsShown(tab) {
  return tab.waitForFunction(() =>
    document
      .querySelector("html > dialog > iframe")
      ?.contentDocument?.body?.innerText.includes("For sixty-one years the keepers"),
  );
}

for (const policy of ["none", "strict"]) {
  test(`Firefox shows the story and gives the page back, policy ${policy}`, async () => {
    const tab = await firefox.openPage(site.url("story.html", policy));
    await disturb(tab);
    const state = await read(tab);

    await firefox.press();
    await storyIsShown(tab);
    await isHeld(tab);
    const style = await tab.evaluate(() => {
      const frame = document.querySelector("html > dialog > iframe");
      const { width, height } = frame.getBoundingClientRect();
      const article = frame.contentDocument.querySelector("article");
      return { covers: width >= innerWidth && height >= innerHeight, measure: getComputedStyle(article).maxInlineSize };
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

test("Firefox keeps the view in front of a dialog that the page opens", async () => {
  const tab = await firefox.openPage(site.url("story.html", "strict"));
  await firefox.press();
  await storyIsShown(tab);
  await tab.evaluate(() => {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.append("Subscribe", document.createElement("input"));
    dialog.showModal();
  });
  await tab.waitForFunction(() => {
    const frame = document.querySelector("html > dialog > iframe");
    return document.elementFromPoint(innerWidth / 2, innerHeight / 2) === frame && frame.contentDocument.hasFocus();
  });
  await tab.page.keyboard.press("Escape");
  await tab.waitForFunction(() => document.querySelector("html > dialog") === null);
  assert.equal(await tab.evaluate(() => document.querySelector("dialog").matches(":modal")), true);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("Firefox colours code by a script that is brought into the tab when it is wanted", async () => {
  const tab = await firefox.openPage(site.url("code.html", "strict"));
  await firefox.press();
  assert.deepEqual(await colouredCode(tab, "keyword"), ["const", "return"]);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

// Firefox does not let an extension load the frame a second time (container.ts).
for (const when of ["as soon as it is told of it", "as its frame loads"]) {
  test(`Firefox gives the page back when it removes the view ${when}`, async () => {
    const tab = await firefox.openPage(site.url("story.html"));
    const sheets = await tab.evaluate(() => document.adoptedStyleSheets.length);
    await tab.evaluate(removals[when]);
    await firefox.press();
    await tab.waitForFunction(() => window.removals === 1);
    await tab.waitForFunction((sheets) => document.adoptedStyleSheets.length === sheets, sheets);
    await tab.evaluate(() => window.stopRemoving());
    await firefox.press();
    await storyIsShown(tab);
    assert.equal(await tab.evaluate(() => window.removals), 1);
    assert.deepEqual(tab.problems, []);
    await tab.page.close();
  });
}
