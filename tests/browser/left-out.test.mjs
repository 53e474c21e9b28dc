// Look at what was left out of a story, and put it back, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { frameOf, launch, openPage } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { article, block, element, show, text } from "./stories.mjs";

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

const dropped = (reason, words, before) => ({
  reason,
  explanation: `it is ${reason}`,
  rule: "score",
  score: 0.1,
  words: 3,
  block: 0,
  also: [],
  text: words,
  before,
});

test("blocks are listed by reason, and each is put back where it stood and taken out again", async () => {
  const story = article(
    { title: "Story", language: "en" },
    [...block("First"), element(0, "ul"), element(1, "li"), text(2, "Second"), ...block("let x", "pre")],
    {
      dropped: [
        dropped("teaser", "Before all", 0),
        dropped("advert", "In the middle", 2),
        dropped("teaser", "Before the code", 5),
        dropped("footer", "<b>At</b> the end", 7),
      ],
    },
  );
  const page = await show(browser, site, story);
  const drawer = frameOf(page).locator("details.left-out");
  await drawer.getByText("4 blocks were left out").click();
  assert.deepEqual(await drawer.locator(".reason").allTextContents(), [
    "Teaser for another story 2",
    "Advertisement 1",
    "Footer 1",
  ]);
  for (const put of await drawer.getByRole("button", { name: "Put back" }).all()) assert.ok(await put.isVisible());
  while ((await drawer.getByRole("button", { name: "Put back" }).count()) > 0) {
    await drawer.getByRole("button", { name: "Put back" }).first().click();
  }
  const told = () =>
    frameOf(page)
      .locator(".story")
      .evaluate((story) => [...story.children].map((block) => block.textContent));
  assert.deepEqual(await told(), [
    "Before all",
    "First",
    "In the middle",
    "Second",
    "Before the code",
    "let x",
    "<b>At</b> the end",
  ]);
  await drawer.getByRole("button", { name: "Leave out again" }).first().press("Enter");
  assert.equal((await told())[0], "First");
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a block of the page comes back whole, with its links", async () => {
  const page = await openPage(browser, site.url("left-out.html"));
  await page.evaluate(async () => (await import("/embed/clearstory.js")).open(document));
  const cover = frameOf(page);
  const drawer = cover.locator("details.left-out");
  await drawer.locator("summary").click();
  const entry = drawer.locator("li li").filter({ hasText: "What the ducks did" });
  await entry.getByRole("button", { name: "Put back" }).click();
  const link = cover.locator(".story a");
  await link.waitFor();
  assert.equal(await link.textContent(), "What the ducks did next, and why the heron came back to the old place twice");
  assert.equal(await link.locator("em").textContent(), "next");
  assert.equal(new URL(await link.getAttribute("href")).pathname, "/ducks.html");
  const between = await cover.locator(".story p:has(a)").evaluate((block) => block.nextElementSibling.textContent);
  assert.ok(between.startsWith("The old bed"), between);
  // The keyboard is still in the list.
  assert.equal(await cover.locator(".left-out :focus").count(), 1);
  // It is a correction like any other, which can be taken back.
  await cover.getByRole("button", { name: "Undo" }).click();
  await link.waitFor({ state: "detached" });
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a page that keeps its story back says so, and further stories are named", async () => {
  const told = { notice: "paywall", otherStories: ["The second", "<b>The third</b>"] };
  const page = await show(browser, site, article({ title: "Story", language: "en" }, block("First"), told));
  assert.match(await frameOf(page).getByRole("status").first().textContent(), /only a part of this story/);
  const others = frameOf(page).locator(".other-stories");
  assert.equal(await others.getByRole("heading").textContent(), "Also on this page");
  assert.deepEqual(await others.getByRole("listitem").allTextContents(), told.otherStories);
  await page.close();
});

test("a slider keeps more of the page, and less again, from the page that was parsed once", async () => {
  const page = await openPage(browser, site.url("left-out.html"));
  await page.evaluate(async () => {
    const view = await (await import("/embed/clearstory.js")).open(document, {
      onClose: () => {
        window.hasClosed = true;
      },
    });
    window.view = view;
  });
  // For a moment the selection before is there as well.
  const cover = frameOf(page);
  const story = cover.locator(".story");
  const slider = cover.locator(".left-out").getByRole("slider", { name: "How much of the page is kept" });
  const isToldOf = (ducks) => story.filter({ [ducks ? "hasText" : "hasNotText"]: "What the ducks did" }).waitFor();
  await isToldOf(false);
  await cover.locator(".left-out summary").click();
  await slider.press("End");
  await isToldOf(true);
  // The slider is still open, has the focus, and says where it stands.
  await cover.locator(".left-out input:focus").waitFor();
  assert.equal(await slider.getAttribute("aria-valuetext"), "More");
  await slider.press("ArrowLeft");
  await slider.press("Home");
  await isToldOf(false);
  assert.deepEqual(await page.evaluate(() => [window.view.isOpen, window.hasClosed]), [true, undefined]);
  await page.evaluate(() => window.view.close());
  assert.deepEqual(await page.evaluate(() => [window.view.isOpen, window.hasClosed]), [false, true]);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("where the engine fails, the slider says why and the story stays", async () => {
  const page = await openPage(browser, site.url("left-out.html"));
  await page.evaluate(() => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (module, imports) => {
      const instance = await instantiate(module, imports);
      const page_select = () => {
        throw new WebAssembly.RuntimeError("unreachable");
      };
      const exports = { ...instance.exports, page_select };
      return Object.create(WebAssembly.Instance.prototype, { exports: { value: exports } });
    };
  });
  await page.evaluate(async () => {
    window.view = await (await import("/embed/clearstory.js")).open(document);
  });
  const drawer = frameOf(page).locator(".left-out");
  await drawer.locator("summary").click();
  await drawer.getByRole("slider").press("End");
  await drawer.getByRole("status").filter({ hasText: "The reading engine stopped" }).waitFor();
  assert.equal(await drawer.getByRole("slider").getAttribute("aria-valuetext"), "As found");
  assert.equal(await page.evaluate(() => window.view.isOpen), true);
  assert.ok(await frameOf(page).locator(".story").getByText("The old bed").isVisible());
  await page.close();
});
