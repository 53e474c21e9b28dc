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

test("Firefox reads a page and a selection from their menus", async () => {
  const tab = await firefox.openPage(site.url("story.html", "strict"));
  await firefox.choose("page");
  await isShown(tab);
  await firefox.choose("page");
  await tab.viewIsGone();
  await tab.evaluate(() => getSelection().selectAllChildren(document.querySelector("#first")));
  await firefox.choose("selection");
  await isShown(tab);
  assert.equal(await tab.inView(() => document.querySelectorAll(".story p").length), 1);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("Firefox opens a link in the reader", async () => {
  const tab = await firefox.openPage(site.url("links.html"));
  const linkUrl = site.url("story.html", "strict");
  const opened = firefox.nextPage();
  await firefox.choose("link", { linkUrl });
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
  await firefox.choose("page");
  await isShown(tab);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});
