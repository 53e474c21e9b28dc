// Open footnotes beside their marks, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { frameOf, launch, viewIsGone } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { article, block, element, inFrame, show, text } from "./stories.mjs";

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

const story = article({ title: "Notes", language: "en" }, [
  element(0, "p"),
  text(1, "The great bell weighs nine tonnes."),
  element(1, "sup"),
  element(2, "a", { href: "#cs-note-1", id: "cs-ref-1", role: "doc-noteref" }),
  text(3, "1"),
  ...Array.from({ length: 60 }, () => block("Words that make the story long enough.")).flat(),
  element(0, "ol"),
  element(1, "li", { id: "cs-note-1", role: "doc-footnote" }),
  element(2, "p"),
  text(3, "So says a "),
  element(3, "em", { id: "cs-place-9" }),
  text(4, "merchant"),
  text(3, " who sold bells. "),
  element(3, "a", { href: "#cs-ref-1", role: "doc-backlink" }),
  text(4, "↩"),
]);
const mark = (page) => frameOf(page).getByRole("link", { name: "1" });
const card = (page) => frameOf(page).getByRole("dialog", { name: "Note 1" });
const focused = (page) => inFrame(page, ({ document }) => document.activeElement.id);
const top = (page) => inFrame(page, (window) => window.scrollY);
const isGone = (page) => frameOf(page).locator(".note").waitFor({ state: "detached" });

test("a note opens beside its mark, and Escape closes it and nothing else", async () => {
  const page = await show(browser, site, story);
  await mark(page).click();
  assert.equal(await card(page).locator("p").innerHTML(), "So says a <em>merchant</em> who sold bells. ");
  assert.equal(await top(page), 0);
  const beside = await card(page).boundingBox();
  const ref = await mark(page).boundingBox();
  assert.ok(beside.y >= ref.y && beside.y - ref.y < 60, "it is right below");
  await page.keyboard.press("Escape");
  await isGone(page);
  assert.equal(await focused(page), "cs-ref-1");
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("by the keyboard a note is opened, read and left", async () => {
  const page = await show(browser, site, story);
  await mark(page).focus();
  await page.keyboard.press("Enter");
  await card(page).waitFor();
  assert.equal(await inFrame(page, ({ document }) => document.activeElement.className), "card note");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await isGone(page);
  assert.equal(await focused(page), "cs-note-1");
  assert.ok((await top(page)) > 0);
  await page.close();
});

test("a second press of the mark goes to the note, one elsewhere closes it", async () => {
  const page = await show(browser, site, story);
  const entries = await page.evaluate(() => history.length);
  await mark(page).click();
  await card(page).waitFor();
  await page.mouse.click(1200, 600);
  await isGone(page);
  assert.equal(await top(page), 0);
  await mark(page).click();
  await card(page).waitFor();
  await mark(page).click();
  await isGone(page);
  assert.equal(await focused(page), "cs-note-1");
  await frameOf(page).getByRole("link", { name: "↩" }).click();
  assert.equal(await focused(page), "cs-ref-1");
  assert.equal(await page.evaluate(() => history.length), entries);
  await page.close();
});
