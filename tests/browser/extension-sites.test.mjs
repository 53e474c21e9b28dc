// Open stories by themselves on chosen sites, by menus and over links, with the leave for each and no more; in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { host, launchWithExtension, openPage, viewIsGone, viewIsShown, viewOf } from "./chromium.mjs";
import { startSite } from "./site.mjs";

const here = "http://127.0.0.1/*";
const story = "For sixty-one years the keepers";
let site;
let browser;
before(async () => {
  site = await startSite();
  browser = await launchWithExtension();
});
after(async () => {
  await browser?.context.close();
  await site?.close();
});

/** What the extension may do and has the browser do by itself. */
const powers = () =>
  browser.worker().evaluate(async () => ({
    origins: (await chrome.permissions.getAll()).origins,
    scripts: (await chrome.scripting.getRegisteredContentScripts()).flatMap(({ matches }) => matches),
  }));

/** What the button of the page in front says, once it says `wanted`. */
const buttonSays = (wanted) =>
  browser.worker().evaluate(async (wanted) => {
    const [{ id: tabId }] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    while (!(await chrome.action.getTitle({ tabId })).includes(wanted)) await new Promise((again) => setTimeout(again));
    return chrome.action.getBadgeText({ tabId });
  }, wanted);

/** Add the site on the page of settings. The leave is given in the browser beforehand, so it asks no question. */
async function addSite() {
  await browser.allow(here);
  const options = await browser.openOwn("options.html");
  await options.getByLabel("Address of the site").fill(site.url("story.html"));
  await options.getByRole("button", { name: "Add" }).click();
  await options.getByText("http://127.0.0.1 was added.").waitFor();
  assert.deepEqual(options.problems, []);
  return options;
}

test("before a site is chosen, nothing is put into any page", async () => {
  assert.deepEqual(await powers(), { origins: [], scripts: [] });
  const page = await openPage(browser.context, site.url("story.html"));
  const refusal = await browser.worker().evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const target = { tabId: tab.id };
    return [tab.url, await chrome.scripting.executeScript({ target, files: ["content.js"] }).catch(String)];
  });
  assert.equal(refusal[0], undefined, "not even its address is known");
  assert.match(refusal[1], /Cannot access contents/);
  await page.close();
});

test("stories on a chosen site open by themselves, until it is removed by one click", async () => {
  const options = await addSite();
  assert.deepEqual(await powers(), { origins: [here], scripts: [here] });

  const page = await openPage(browser.context, site.url("story.html", "strict"));
  await viewIsShown(page, story);
  await buttonSays("The clear view is open");
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  await buttonSays("this page has a story");
  await browser.press(page);
  await viewIsShown(page, story);
  assert.deepEqual(page.problems, []);
  await page.goto(site.url("links.html", "strict"));
  await buttonSays("Clear view");
  assert.equal(await page.locator(host).count(), 0, "a page without a story stays as it is");

  await options.bringToFront();
  await options.getByRole("button", { name: "Remove" }).click();
  await options.getByText("http://127.0.0.1 was removed.").waitFor();
  await options.getByText("There are none yet.").waitFor();
  assert.deepEqual(await powers(), { origins: [], scripts: [] });
  await page.goto(site.url("story.html"));
  assert.equal(await page.locator(host).count(), 0);
  await page.close();
  await options.close();
});

test("a site for which the leave is withdrawn in the browser is forgotten", async () => {
  const options = await addSite();
  await browser.withdraw(here);
  await options.getByText("There are none yet.").waitFor();
  assert.deepEqual(await powers(), { origins: [], scripts: [] });
  await options.close();
});

test("each menu is there", async () => {
  const known = await browser.worker().evaluate(async () => {
    const names = ["page", "link", "selection", "siteOn", "siteOff", "more"];
    const answers = await Promise.allSettled(names.map((name) => chrome.contextMenus.update(name, {})));
    return names.filter((_, index) => answers[index].status === "fulfilled");
  });
  assert.deepEqual(known, ["page", "link", "selection", "siteOn", "siteOff"]);
});

test("a page and a selection are read from their menus", async () => {
  const page = await openPage(browser.context, site.url("story.html", "strict"));
  // The press gives leave for the page, as a click in a menu would.
  await browser.press(page);
  await viewIsShown(page, story);
  await browser.choose("page", page);
  await viewIsGone(page);
  await page.evaluate(() => getSelection().removeAllRanges());
  await browser.choose("selection", page);
  await viewIsShown(page, "Nothing that could be read is selected on this page.");
  await browser.choose("page", page);
  await viewIsGone(page);

  const [first, second] = await page.evaluate(() => {
    const [first, second] = [...document.querySelectorAll("article p")].filter((p) => p.textContent.length > 100);
    const [start, end] = [first.firstChild, second.lastChild];
    getSelection().setBaseAndExtent(start, start.data.indexOf("sixty"), end, end.data.indexOf(" column for them."));
    return [first.textContent, second.textContent].map((text) => text.replace(/\s+/g, " ").trim());
  });
  await browser.choose("selection", page);
  await viewIsShown(page, first.slice(20, 60));
  const shown = (await viewOf(page).locator(".story p").allTextContents()).map((text) => text.replace(/\s+/g, " "));
  assert.deepEqual(shown, [first.slice(first.indexOf("sixty")), second.slice(0, second.indexOf(" column for them."))]);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a link is opened in a tab and read there, where there is leave; where there is none, the button says what to do", async () => {
  const page = await openPage(browser.context, site.url("links.html"));
  const linkUrl = site.url("story.html", "strict");
  const opened = async () => {
    const tab = browser.context.waitForEvent("page");
    await browser.choose("link", page, { linkUrl });
    return tab;
  };
  const closed = await opened();
  assert.equal(await buttonSays("Press to read this page."), "?");
  await browser.press(closed);
  await viewIsShown(closed, story);
  await closed.close();

  const options = await addSite();
  await options.getByRole("button", { name: "Remove" }).waitFor();
  const open = await opened();
  await viewIsShown(open, story);
  await buttonSays("The clear view is open");
  await open.close();
  await browser.withdraw(here);
  await options.close();
  await page.close();
});
