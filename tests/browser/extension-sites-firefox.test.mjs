// Open stories by menus, over links and by themselves on a chosen site, in Firefox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchWithExtension } from "./firefox.mjs";
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

const isShown = (tab) => tab.untilInView(() => document.body.innerText.includes("For sixty-one years the keepers"));

test("Firefox offers to read a page, or what is selected, in the menu of a right click", async () => {
  const tab = await firefox.openPage(site.url("story.html", "strict"));
  assert.equal(await firefox.chooseOver(tab, "#first"), "Clear view of this page");
  await isShown(tab);
  await tab.page.keyboard.press("Escape");
  await tab.viewIsGone();
  await tab.evaluate(() => getSelection().selectAllChildren(document.querySelector("#first")));
  assert.equal(await firefox.chooseOver(tab, "#first"), "Read the selection");
  await isShown(tab);
  assert.equal(await tab.inView(() => document.querySelectorAll(".story p").length), 1);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("Firefox offers to open a link in the reader in the menu of a right click", async () => {
  const tab = await firefox.openPage(site.url("links.html"));
  await tab.evaluate(
    (url) => {
      document.querySelector("a").href = url;
    },
    site.url("story.html", "strict"),
  );
  const opened = firefox.nextPage();
  assert.equal(await firefox.chooseOver(tab, "a"), "Open link in clear view");
  const other = await opened;
  await isShown(other);
  await other.page.close();
  await tab.page.close();
});

test("Firefox opens the stories of a chosen site by themselves, until it is removed", async () => {
  const tab = await firefox.openPage(site.url("story.html"));
  await firefox.choose("siteOn");
  await isShown(tab);
  await tab.page.reload();
  await isShown(tab);
  await firefox.choose("siteOff");
  await tab.page.reload();
  // It would close a view that has opened by itself.
  await firefox.press();
  await isShown(tab);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});
