// Correct a story by hand, have it corrected on the site's other pages, and carry the corrections away, in Chromium.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { frameOf, launch, openPage, viewIsGone } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { disturb, isAsBefore, read } from "./state.mjs";

const lamp = "The lamp was put out in 1988";
const voyages = "Our captains sail";
const walks = "Guided walks along";

let site;
let browser;
before(async () => {
  site = await startSite();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const storyOf = (page) => frameOf(page).locator(".story");
const isToldOf = (page, words) => storyOf(page).filter({ hasText: words }).waitFor();
const isNotToldOf = (page, words) => storyOf(page).filter({ hasNotText: words }).waitFor();
const press = (page, name) => frameOf(page).getByRole("button", { name, exact: true }).click();

async function visit(context, name) {
  const page = await openPage(context, site.url(name));
  await open(page);
  return page;
}

async function open(page) {
  await page.evaluate(async () => {
    window.view = await (await import("/embed/clearstory.js")).open(document);
  });
  await storyOf(page).waitFor();
}

const rulesIn = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("clearstory:rules") ?? "null"));

async function leaveOut(page, words) {
  await storyOf(page).getByText(words).hover();
  await press(page, "Leave out");
  await isNotToldOf(page, words);
}

test("a part that is taken out is gone on the next visit and on another page of the site; undo and redo lead back and forth", async () => {
  const context = await browser.newContext();
  const page = await visit(context, "fixes.html");
  await isToldOf(page, voyages);
  await press(page, "Correct the story");
  await leaveOut(page, voyages);
  await page.keyboard.press("Control+z");
  await isToldOf(page, voyages);
  await page.waitForFunction(
    () => Object.keys(JSON.parse(localStorage.getItem("clearstory:rules")).sites).length === 0,
  );
  await press(page, "Redo");
  await isNotToldOf(page, voyages);
  await isToldOf(page, lamp);
  await page.waitForFunction(
    () => JSON.parse(localStorage.getItem("clearstory:rules")).sites["127.0.0.1"]?.length === 1,
  );
  // The first Escape leaves the correcting, the second the view.
  await page.keyboard.press("Escape");
  await frameOf(page).locator(".fix-bar").waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await viewIsGone(page);

  await open(page);
  await isNotToldOf(page, voyages);
  const other = await visit(context, "fixes-other.html");
  await isToldOf(other, lamp);
  await isNotToldOf(other, walks);
  assert.deepEqual([...page.problems, ...other.problems], []);
  await context.close();
});

test("by the keyboard alone, and for this page alone", async () => {
  const context = await browser.newContext();
  const page = await visit(context, "fixes.html");
  await page.keyboard.press("e");
  await frameOf(page).locator(".fix-bar").waitFor();
  const focused = () => frameOf(page).locator(":focus");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.match(await focused().textContent(), /^Our captains/);
  await page.keyboard.press("Delete");
  await isNotToldOf(page, voyages);
  // The keyboard is at the part behind it.
  await focused().filter({ hasText: lamp }).waitFor();
  await frameOf(page).getByRole("checkbox", { name: "Also on other pages of 127.0.0.1" }).uncheck();
  await page.waitForFunction(
    () => Object.keys(JSON.parse(localStorage.getItem("clearstory:rules")).sites).length === 0,
  );
  await press(page, "Done");
  await isNotToldOf(page, voyages);
  const other = await visit(context, "fixes-other.html");
  await isToldOf(other, walks);
  assert.deepEqual([...page.problems, ...other.problems], []);
  await context.close();
});

test("a part of the page is pointed at and added, with its picture, here and on another page", async () => {
  const context = await browser.newContext();
  const page = await visit(context, "fixes.html");
  await isNotToldOf(page, "drawn in 1903");
  await press(page, "Correct the story");
  await press(page, "Add from the page");
  await frameOf(page).locator(".picking").waitFor();
  await page.mouse.wheel(0, 5000);
  const { x, y } = await page.locator("figcaption").boundingBox();
  await page.mouse.move(x + 5, y + 5);
  await frameOf(page).locator(".picked").filter({ hasText: "The island, drawn in 1903" }).waitFor();
  // Outwards to the figure, inwards again, and outwards.
  for (const key of ["ArrowUp", "ArrowDown", "ArrowUp"]) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  await isToldOf(page, "drawn in 1903");
  assert.match(await storyOf(page).locator("figure img").getAttribute("src"), /picture\.png$/);
  await page.evaluate(() => window.view.close());
  const other = await visit(context, "fixes-other.html");
  await isToldOf(other, "drawn in 1903");
  assert.equal(await storyOf(other).locator("figure img").count(), 1);
  assert.deepEqual([...page.problems, ...other.problems], []);
  await context.close();
});

test("the story is chosen on the page; Escape goes back without a choice", async () => {
  const context = await browser.newContext();
  const page = await visit(context, "fixes.html");
  await press(page, "Correct the story");
  await press(page, "Choose the story on the page");
  await frameOf(page).locator(".picking").waitFor();
  await page.keyboard.press("Escape");
  await frameOf(page).locator(".picking").waitFor({ state: "detached" });
  await isToldOf(page, lamp);
  await press(page, "Choose the story on the page");
  await frameOf(page).locator(".picking").waitFor();
  const { x, y } = await page.locator(".voyages p").boundingBox();
  await page.mouse.click(x + 5, y + 5);
  await isNotToldOf(page, lamp);
  await isToldOf(page, voyages);
  await press(page, "Undo");
  await isToldOf(page, lamp);
  assert.deepEqual(page.problems, []);
  await context.close();
});

test("the page is as it was after it was pointed at", async () => {
  const page = await openPage(browser, site.url("story.html"));
  await disturb(page);
  const state = await read(page);
  await page.evaluate(() => {
    window.heard = [];
    for (const type of ["pointermove", "mousemove", "pointerdown", "click", "keydown", "wheel", "focusin"]) {
      document.addEventListener(type, () => window.heard.push(type), true);
    }
  });
  await open(page);
  await press(page, "Correct the story");
  await press(page, "Add from the page");
  await frameOf(page).locator(".picking").waitFor();
  assert.equal(await page.evaluate(() => document.querySelector("#player").paused), true);
  const heard = await page.evaluate(() => window.heard.splice(0));
  await page.mouse.move(300, 300);
  await page.mouse.wheel(0, 400);
  await page.mouse.move(320, 310);
  for (const key of ["ArrowUp", "ArrowRight", "PageDown"]) await page.keyboard.press(key);
  assert.deepEqual(await page.evaluate(() => window.heard), [], `before: ${heard}`);
  await page.keyboard.press("Escape");
  await frameOf(page).locator(".picking").waitFor({ state: "detached" });
  await page.evaluate(() => window.view.close());
  await viewIsGone(page);
  await isAsBefore(page, state);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("corrections are listed, removed, exported and imported; a bad file is said to be one and loses nothing", async () => {
  const context = await browser.newContext();
  const page = await visit(context, "fixes.html");
  await press(page, "Correct the story");
  await leaveOut(page, voyages);
  await press(page, "Done");
  await press(page, "Settings");
  await press(page, "Corrections for sites");
  const list = frameOf(page).getByRole("dialog", { name: "Corrections for sites" });
  assert.equal(await list.locator("h3").textContent(), "127.0.0.1");
  assert.equal(await list.locator("li p").textContent(), "Leave out: voyages");
  const saved = page.waitForEvent("download");
  await press(page, "Export");
  const file = await (await saved).path();
  const kept = await rulesIn(page);
  assert.deepEqual(JSON.parse(await readFile(file, "utf8")), { clearstory: "rules", version: 1, sites: kept.sites });

  const take = async (text) => {
    const chooser = page.waitForEvent("filechooser");
    await press(page, "Import");
    await (await chooser).setFiles({ name: "rules.json", mimeType: "application/json", buffer: Buffer.from(text) });
  };
  const good = {
    clearstory: "rules",
    version: 1,
    sites: { "example.org": [{ act: "root", target: { path: [{ tag: "main", names: [] }] } }] },
  };
  const bad = ["{", "[]", '{"clearstory":"rules","version":2,"sites":{}}'];
  bad.push(JSON.stringify({ ...good, sites: { "example.org": [{ act: "eval", target: { path: [] } }] } }));
  for (const text of bad) {
    await take(text);
    await list.getByText("holds no corrections that can be read").waitFor();
    assert.deepEqual(await rulesIn(page), kept, text);
    await list.getByRole("status").evaluate((status) => status.replaceChildren());
  }
  await take(JSON.stringify(good));
  await list.getByText("Corrections added: 1").waitFor();
  assert.deepEqual((await rulesIn(page)).sites, { ...kept.sites, ...good.sites });
  assert.deepEqual(await list.locator("h3").allTextContents(), ["127.0.0.1", "example.org"]);
  await list.locator("li").first().getByRole("button", { name: "Remove" }).click();
  await isToldOf(page, voyages);
  assert.deepEqual((await rulesIn(page)).sites, good.sites);

  const elsewhere = await browser.newContext();
  const there = await visit(elsewhere, "fixes-other.html");
  await isToldOf(there, walks);
  await press(there, "Settings");
  await press(there, "Corrections for sites");
  const chooser = there.waitForEvent("filechooser");
  await press(there, "Import");
  await (await chooser).setFiles(file);
  await frameOf(there).getByText("Corrections added: 1").waitFor();
  await there.evaluate(() => window.view.close());
  await open(there);
  await isNotToldOf(there, walks);
  assert.deepEqual([...page.problems, ...there.problems], []);
  await context.close();
  await elsewhere.close();
});

test("corrections that would leave nothing are not followed, and it is said", async () => {
  const context = await browser.newContext();
  const page = await openPage(context, site.url("fixes.html"));
  await page.evaluate(() => {
    const fixes = [{ act: "drop", target: { path: [{ tag: "div", names: [".body"] }] } }];
    localStorage.setItem("clearstory:rules", JSON.stringify({ version: 1, sites: { "127.0.0.1": fixes } }));
  });
  await open(page);
  await isToldOf(page, lamp);
  await frameOf(page).getByText("nothing would be left of this story").waitFor();
  assert.deepEqual(page.problems, []);
  await context.close();
});

test("a correction that cannot be stored is said to be so, and holds as long as the page is open", async () => {
  const context = await browser.newContext();
  const page = await openPage(context, site.url("fixes.html"));
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await open(page);
  await press(page, "Correct the story");
  await leaveOut(page, voyages);
  await frameOf(page).getByText("does not let this correction be stored").waitFor();
  await page.evaluate(() => window.view.close());
  await viewIsGone(page);
  await open(page);
  await isNotToldOf(page, voyages);
  assert.deepEqual(page.problems, []);
  await context.close();
});

test("what is left of a story stays when a part cannot be taken out, and it is said why", async () => {
  const page = await visit(browser, "fixes.html");
  await press(page, "Correct the story");
  for (const words of ["The lighthouse at", "She means to", voyages, lamp]) await leaveOut(page, words);
  await storyOf(page).getByText("The sale was closed").hover();
  await press(page, "Leave out");
  await frameOf(page).getByText("Nothing would be left of the story").waitFor();
  await isToldOf(page, "The sale was closed");
  assert.equal(await page.evaluate(() => window.view.isOpen), true);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a doubtful story comes with other parts of the page, the selected text and the whole page", async () => {
  const page = await openPage(browser, site.url("doubt.html"));
  await page.evaluate(() => {
    const text = document.querySelector("#about").firstChild;
    getSelection().setBaseAndExtent(text, 4, text, 26);
  });
  await open(page);
  const doubt = frameOf(page).locator("div.notice");
  await doubt.getByText("Clearstory is not sure").waitFor();
  await doubt
    .getByRole("list", { name: "Other parts of the page" })
    .getByRole("button", { name: /About our boats/ })
    .click();
  await isToldOf(page, "The lighthouse at Skarholm");
  await isNotToldOf(page, "painted by hand");
  await doubt.waitFor({ state: "detached" });
  await page.evaluate(() => window.view.close());
  await viewIsGone(page);
  await open(page);
  await press(page, "Show the whole page");
  await isToldOf(page, "Boat 19");
  await isToldOf(page, "Home");
  await page.evaluate(() => window.view.close());
  await viewIsGone(page);
  await open(page);
  await press(page, "Show the selected text");
  await isNotToldOf(page, "Boat");
  assert.equal((await storyOf(page).textContent()).trim(), "lighthouse at Skarholm");
  assert.equal(await frameOf(page).locator("h1").textContent(), "Boats");
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("what was corrected on the site before stays corrected when the whole page is shown", async () => {
  const page = await openPage(browser, site.url("doubt.html"));
  const target = { path: [{ tag: "div", names: [".card"] }], text: "A small boat" };
  const rules = { version: 1, sites: { "127.0.0.1": [{ act: "drop", target }] } };
  await page.evaluate((rules) => localStorage.setItem("clearstory:rules", JSON.stringify(rules)), rules);
  await open(page);
  await press(page, "Correct the story");
  await press(page, "Show the whole page");
  await isToldOf(page, "Home");
  await leaveOut(page, "Models of boats");
  await page.waitForFunction((before) => {
    const { sites } = JSON.parse(localStorage.getItem("clearstory:rules"));
    return JSON.stringify(sites).length > before;
  }, JSON.stringify(rules.sites).length);
  const kept = (await rulesIn(page)).sites["127.0.0.1"];
  assert.deepEqual([kept[0], kept.length], [rules.sites["127.0.0.1"][0], 2]);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("where there is no story, the whole page and the selected text can be read", async () => {
  const page = await openPage(browser, site.url("no-story.html"));
  await page.evaluate(async () => {
    getSelection().selectAllChildren(document.querySelector("#note"));
    const { ClearstoryToggle } = await import("/embed/clearstory.js");
    window.toggle = document.createElement("clearstory-toggle");
    void ClearstoryToggle;
    await window.toggle.press();
  });
  await frameOf(page).getByText("No story was found").waitFor();
  await press(page, "Show the selected text");
  await storyOf(page).waitFor();
  assert.equal((await storyOf(page).textContent()).trim(), "Closed on Mondays.");
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  await page.evaluate(() => window.toggle.press());
  await press(page, "Show the whole page");
  await isToldOf(page, "Tides");
  assert.deepEqual(page.problems, []);
  await page.close();
});
