// Give the extension's shortcut on plain and on strict pages, in Firefox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchWithExtension } from "./firefox.mjs";
import { removals } from "./removals.mjs";
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

const storyIsShown = (tab) =>
  tab.untilInView(() => document.body.innerText.includes("For sixty-one years the keepers"));

const size = () => [innerWidth, innerHeight];

for (const policy of ["none", "strict"]) {
  test(`Firefox shows the story and gives the page back, policy ${policy}`, async () => {
    const tab = await firefox.openPage(site.url("story.html", policy));
    await disturb(tab);
    const state = await read(tab);

    await firefox.press();
    await storyIsShown(tab);
    await isHeld(tab);
    const sizes = await Promise.all([tab.evaluate(size), tab.inView(size)]);
    assert.deepEqual(sizes[0], sizes[1], "the view covers the window");
    const measure = await tab.inView(() => getComputedStyle(document.querySelector("article")).maxInlineSize);
    assert.notEqual(measure, "none", "the view is styled");

    await tab.page.keyboard.press("Escape");
    await tab.viewIsGone();
    await isAsBefore(tab, state);

    await firefox.press();
    await tab.waitForFunction(() => document.querySelector("html > div") !== null);
    await firefox.press();
    await tab.viewIsGone();
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
  await tab.waitForFunction(() => document.elementFromPoint(innerWidth / 2, innerHeight / 2).matches("html > div"));
  await tab.untilInView(() => document.hasFocus());
  await tab.page.keyboard.press("Escape");
  await tab.viewIsGone();
  assert.equal(await tab.evaluate(() => document.querySelector("dialog").matches(":modal")), true);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("Firefox colours code by a script that is brought into the tab when it is wanted", async () => {
  const tab = await firefox.openPage(site.url("code.html", "strict"));
  await firefox.press();
  await tab.untilInView(() => CSS.highlights.has("clearstory-code-keyword"));
  const words = await tab.inView(() => [...CSS.highlights.get("clearstory-code-keyword")].map(String));
  assert.deepEqual(words, ["const", "return"]);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

for (const [when, remove] of Object.entries(removals)) {
  test(`Firefox gives the page back when it removes the view ${when}`, async () => {
    const tab = await firefox.openPage(site.url("story.html"));
    const sheets = await tab.evaluate(() => document.adoptedStyleSheets.length);
    await tab.evaluate(remove);
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

test("Firefox lets nothing out under the policy of the extension's own pages, its background among them", async () => {
  const ask = (url) => firefox.inTab(`(window) => window.fetch("${url}").then(({ ok }) => ok, String)`);
  const server = site.url("story.html");
  await firefox.show("options.html");
  assert.match(await ask(server), /^TypeError: NetworkError/);
  assert.equal(await ask("options.html"), true);
  await firefox.show(site.url("links.html"));
  assert.equal(await ask(server), true);
});

test("Firefox opens the view by the shortcut that a reader has chosen, and the settings say it", async () => {
  const says = (shortcut) =>
    firefox.inTab(`async ({ document, setTimeout }) => {
      const sentence = document.querySelector("#shortcut");
      while (sentence.textContent !== "Press ${shortcut}.") await new Promise((again) => setTimeout(again, 20));
    }`);
  await firefox.show("options.html");
  await says("Alt+R");
  assert.equal(await firefox.changeShortcut("Alt+Shift+Y"), "alt,shift Y");
  const tab = await firefox.openPage(site.url("story.html"));
  await firefox.press();
  await storyIsShown(tab);
  assert.deepEqual(tab.problems, []);
  // The tab of the settings is in front again.
  await tab.page.close();
  await says("Alt+Shift+Y");
});
