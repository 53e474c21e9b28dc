// Copy, save, print and share stories, in Chromium.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { frameOf, launch } from "./chromium.mjs";
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

const story = article({ title: 'What: a "story"?', language: "en", url: "https://example.org/story" }, [
  element(0, "p"),
  text(1, "Read "),
  element(1, "em"),
  text(2, "this"),
  text(1, " now."),
  ...block("Part", "h2"),
]);
const markdown = '# What: a "story"?\n\nRead *this* now.\n\n## Part\n';

async function openStory(policy) {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  return show(context, site, story, "toggle.html", policy);
}

async function take(page, way) {
  await frameOf(page).getByRole("button", { name: "Take along" }).click();
  await frameOf(page).getByRole("button", { name: way, exact: true }).click();
}

test("the story is copied as Markdown and with its formatting", async () => {
  const page = await openStory();
  await take(page, "Copy as Markdown");
  await frameOf(page).getByRole("status").getByText("Copied").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), markdown);
  await take(page, "Copy with formatting");
  await page.waitForFunction(async () => (await navigator.clipboard.read())[0].types.includes("text/html"));
  const [plain, html] = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return Promise.all(["text/plain", "text/html"].map(async (type) => (await item.getType(type)).text()));
  });
  assert.match(plain, /Read this now\./);
  assert.match(html, /<p>Read <em>this<\/em> now\.<\/p>/);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

for (const [way, name, start] of [
  ["Save as Markdown", "What a story.md", markdown],
  ["Save as HTML", "What a story.html", '<!doctype html>\n<html lang="en">'],
]) {
  test(`${way} saves a file that is named after the story`, async () => {
    const page = await openStory("embed");
    const download = page.waitForEvent("download");
    await take(page, way);
    const file = await download;
    assert.equal(file.suggestedFilename(), name);
    const content = await readFile(await file.path(), "utf8");
    assert.ok(content.startsWith(start), content);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}

test("Save as EPUB binds the site's own pictures that are loaded, and asks no server for others", async () => {
  const picture = (src, alt) => element(0, "img", { src, alt, width: "400", height: "300" });
  const elsewhere = "https://pictures.example/far.png";
  const pictures = [picture(site.url("picture.png"), "Near"), picture(elsewhere, "Far")];
  const page = await show(browser, site, article({ title: "Locks" }, [...block("Two locks."), ...pictures]));
  await frameOf(page)
    .locator("img[alt=Near]")
    .evaluate((image) => image.decode());
  const shown = page.requests.length;
  const download = page.waitForEvent("download");
  await take(page, "Save as EPUB");
  const file = await download;
  assert.equal(file.suggestedFilename(), "Locks.epub");
  const book = await readFile(await file.path());
  assert.equal(book.subarray(30, 58).toString(), "mimetypeapplication/epub+zip");
  assert.ok(book.includes(await readFile("tests/browser/pages/picture.png")));
  assert.ok(book.includes(`<a href="${elsewhere}">[Far]</a>`));
  const asked = page.requests.slice(shown);
  assert.ok(!asked.includes(elsewhere), asked.join(" "));
  await page.close();
});

test("what was highlighted goes along as a section of the Markdown", async () => {
  const page = await openStory();
  await inFrame(page, ({ document }) => document.getSelection().selectAllChildren(document.querySelector(".story p")));
  await frameOf(page).getByRole("button", { name: "Note", exact: true }).click();
  await page.keyboard.type("At *once*");
  await page.keyboard.press("Escape");
  await take(page, "Copy as Markdown");
  await frameOf(page).getByRole("status").getByText("Copied").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, `${markdown}\n## Highlights\n\n> Read this now.\n\nAt *once*\n`);
  await page.context().close();
});

test("the story is printed, and shared where the system can", async () => {
  const page = await openStory();
  assert.equal(await frameOf(page).getByRole("button", { name: "Share…" }).count(), 0);
  await inFrame(page, (window) => {
    window.print = () => {
      window.printed = true;
    };
  });
  await take(page, "Print");
  assert.equal(await inFrame(page, (window) => window.printed), true);
  await page.context().close();

  const context = await browser.newContext();
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "share", {
      configurable: true,
      value(data) {
        top.shared = data;
        return Promise.reject(new DOMException("", "AbortError"));
      },
    });
  });
  const sharing = await show(context, site, story);
  await take(sharing, "Share…");
  const url = sharing.url();
  assert.deepEqual(await sharing.evaluate(() => window.shared), { title: 'What: a "story"?', url });
  assert.equal(await frameOf(sharing).locator(".said").count(), 0, "a sheet that is closed is no failure");
  await context.close();
});

test("Escape closes the list and leaves the view; an engine that does not load says so", async () => {
  const context = await browser.newContext();
  await context.route(/clearstory_bg\.wasm/, (route) => route.abort());
  const page = await show(context, site, story);
  await frameOf(page).getByRole("button", { name: "Take along" }).click();
  await page.keyboard.press("Escape");
  await frameOf(page).getByRole("button", { name: "Print" }).waitFor({ state: "hidden" });
  await take(page, "Save as HTML");
  await frameOf(page).getByRole("status").getByText("Clearstory could not be loaded.").waitFor();
  await context.close();
});
