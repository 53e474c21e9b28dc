// Keep the reader's place from the page to the view and back, and from one visit to the next, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { embedFrameOf as frameOf, holdPaint, launch, openPage, viewIsGone, viewIsShown, viewOf } from "./chromium.mjs";
import { startSite } from "./site.mjs";

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

/** A page of its own storage, scrolled to the paragraph of a year. */
async function pageAt(year) {
  const context = await browser.newContext();
  const page = await openPage(context, site.url("long.html"));
  await page.locator("#y1990").waitFor();
  if (year) await page.evaluate((year) => document.querySelector(`#y${year}`).scrollIntoView(), year);
  return page;
}

async function open(page) {
  await page.evaluate(async () => {
    const { open } = await import("/embed/clearstory.js");
    window.view = await open(document);
  });
  await viewIsShown(page, "Every crossing of the strait");
}

async function close(page) {
  await page.keyboard.press("Escape");
  await viewIsGone(page);
}

/** The first block that is seen under the toolbar, by its first words. */
const firstSeen = (scope, line = 64) =>
  scope.evaluate((line) => {
    const blocks = [...document.querySelectorAll("h1, h2, p")].filter(
      (block) => !block.closest(".banner, .from, .facts"),
    );
    return blocks.find((block) => block.getBoundingClientRect().bottom > line + 1).textContent.slice(0, 40);
  }, line);

/** Scroll the view to the paragraph of a year, as a wheel would. */
async function readOn(page, year) {
  await frameOf(page).evaluate((year) => {
    const paragraph = document.querySelectorAll(".story p")[year - 1930];
    scrollBy({ top: paragraph.getBoundingClientRect().top - 70, behavior: "instant" });
  }, year);
  await frameOf(page).evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

test("the view opens at the paragraph that was on the page's screen", async () => {
  const page = await pageAt(1958);
  const shown = await firstSeen(page);
  await open(page);
  assert.equal(await firstSeen(frameOf(page)), shown);
  await page.context().close();
});

test("a page at its beginning opens at the title", async () => {
  const page = await pageAt();
  await open(page);
  assert.equal(await frameOf(page).evaluate(() => scrollY), 0);
  await page.context().close();
});

test("closing leads the page to the paragraph that was read last", async () => {
  for (const year of [1946, 1978]) {
    const page = await pageAt(1958);
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    await open(page);
    await readOn(page, year);
    const read = await firstSeen(frameOf(page));
    await close(page);
    assert.equal(await firstSeen(page), read);
    assert.equal(await page.evaluate(() => document.documentElement.outerHTML), html);
    await page.context().close();
  }
});

test("who scrolls before the whole story is painted stays there, and is led there", async () => {
  const page = await pageAt(1958);
  await page.evaluate(holdPaint);
  await page.evaluate(() => void import("/embed/clearstory.js").then(({ open }) => open(document)));
  await viewIsShown(page, "In 1958");
  await frameOf(page).locator("[data-far]").first().waitFor({ state: "attached" });
  await frameOf(page).evaluate(() => {
    const paragraph = document.querySelectorAll(".story p")[1961 - 1930];
    scrollBy({ top: paragraph.getBoundingClientRect().top - 64, behavior: "instant" });
    // Sooner than the view is told that it has been scrolled.
    parent.paint();
  });
  await frameOf(page).waitForFunction(() => !document.querySelector("[data-far]"));
  assert.match(await firstSeen(frameOf(page)), /^In 1961/);
  await frameOf(page).evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await close(page);
  assert.match(await firstSeen(page), /^In 1961/);
  await page.context().close();
});

test("who scrolls as the frame is told of its size stays there, and is led there", async () => {
  const page = await pageAt(1958);
  await open(page);
  await frameOf(page).waitForFunction(() => !document.querySelector("[data-far]"));
  await frameOf(page).evaluate(async () => {
    const paragraph = document.querySelectorAll(".story p")[1978 - 1930];
    const isTold = new Promise((told) => addEventListener("scroll", told, { once: true }));
    scrollBy({ top: paragraph.getBoundingClientRect().top - 64, behavior: "instant" });
    // A window tells of its size before it tells of a scroll: Firefox so of that which a new frame has had from the first.
    dispatchEvent(new Event("resize"));
    await isTold;
  });
  assert.match(await firstSeen(frameOf(page)), /^In 1978/);
  await close(page);
  assert.match(await firstSeen(page), /^In 1978/);
  await page.context().close();
});

test("the first turn of the wheel scrolls a short story", async () => {
  const page = await openPage(
    await browser.newContext({ viewport: { width: 600, height: 300 } }),
    site.url("story.html"),
  );
  await page.evaluate(async () => {
    const { open } = await import("/embed/clearstory.js");
    await open(document);
  });
  await page.mouse.move(300, 200);
  await page.mouse.wheel(0, 120);
  await frameOf(page).locator(".toolbar .status:not(:empty)").waitFor();
  await frameOf(page).evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await frameOf(page).evaluate(() => scrollY), 120);
  assert.match(await frameOf(page).locator(".toolbar .status").textContent(), /min left|done/);
  await page.context().close();
});

test("who has not moved finds the page exactly where it was", async () => {
  for (const year of [undefined, 1958, 1990]) {
    const page = await pageAt(year);
    await page.evaluate(() => scrollBy(0, 13));
    const before = await page.evaluate(() => scrollY);
    await open(page);
    await frameOf(page).getByRole("button", { name: "Settings" }).click();
    await frameOf(page).getByRole("slider", { name: "Text size" }).press("End");
    await page.keyboard.press("Escape");
    await close(page);
    assert.equal(await page.evaluate(() => scrollY), before, year);
    await page.context().close();
  }
});

test("paragraphs that begin alike are told apart by their neighbours, both ways", async () => {
  const page = await pageAt();
  const yearsAlike = [1932, 1939, 1946, 1953, 1960, 1967, 1974, 1981, 1988];
  // 1932 and each seventh year after it begin with the same words.
  const alike = yearsAlike.filter((year) => year % 7 === 0);
  const year = alike[5];
  await page.evaluate((year) => document.querySelector(`#y${year}`).scrollIntoView(), year);
  await page.evaluate(() => scrollBy(0, -64));
  await open(page);
  const next = await frameOf(page).evaluate(() => {
    const blocks = [...document.querySelectorAll(".story p")];
    const at = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 65);
    return blocks[at + 1].textContent.slice(0, 7);
  });
  assert.equal(next, `In ${year + 1}`);

  await frameOf(page).evaluate(
    (next) => {
      const blocks = [...document.querySelectorAll(".story p")];
      const at = blocks.findIndex((block) => block.textContent.startsWith(next));
      scrollBy({ top: blocks[at - 1].getBoundingClientRect().top - 64, behavior: "instant" });
    },
    `In ${alike[7] + 1}`,
  );
  await frameOf(page).evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await close(page);
  const top = await page.evaluate((year) => document.querySelector(`#y${year}`).getBoundingClientRect().top, alike[7]);
  assert.ok(Math.abs(top - 64) < 2, `${top}`);
  await page.context().close();
});

test("a page that has changed meanwhile stays where it is", async () => {
  const page = await pageAt(1958);
  const before = await page.evaluate(() => scrollY);
  await open(page);
  await readOn(page, 1978);
  await page.evaluate(() => {
    // Digits are of one width: no line breaks anew, where the browser itself would follow them.
    for (const block of document.querySelectorAll("p, h2")) block.textContent = block.textContent.replace(/\d/g, "0");
  });
  await close(page);
  assert.equal(await page.evaluate(() => scrollY), before);
  await page.context().close();
});

test("the place is remembered from one visit to the next, unless the reader does not want it", async () => {
  const page = await pageAt();
  await open(page);
  await readOn(page, 1970);
  await close(page);
  const stored = await page.evaluate(() => JSON.parse(localStorage.getItem("clearstory:places")));
  assert.equal(stored.length, 1);
  assert.equal(stored[0][0], page.url());

  await page.goto(`${page.url()}#top`);
  await page.reload();
  await page.evaluate(() => scrollTo(0, 0));
  await open(page);
  assert.match(await firstSeen(frameOf(page)), /^In 1970/);

  await frameOf(page).getByRole("button", { name: "Settings" }).click();
  await frameOf(page).getByRole("checkbox", { name: "Remember where I stopped reading" }).uncheck();
  await page.keyboard.press("Escape");
  await readOn(page, 1980);
  await close(page);
  assert.deepEqual(await page.evaluate(() => JSON.parse(localStorage.getItem("clearstory:places"))), []);
  await page.context().close();
});

test("a story that was read to its end begins anew", async () => {
  const page = await pageAt();
  await open(page);
  await readOn(page, 1970);
  await close(page);
  await page.evaluate(() => scrollTo(0, 0));
  await open(page);
  await frameOf(page).evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await frameOf(page).waitForFunction(() => document.querySelector(".progress").style.scale === "1");
  await close(page);
  assert.deepEqual(await page.evaluate(() => JSON.parse(localStorage.getItem("clearstory:places"))), []);
  await page.context().close();
});

test("stored places that are broken are passed over, and only the last pages are remembered", async () => {
  const page = await pageAt();
  await page.evaluate(() => {
    const entries = Array.from({ length: 300 }, (_, index) => [`https://example.org/${index}`, index, 0.5]);
    const broken = [null, "x", [1, 2, 3], [location.href, -1, 0], [location.href, 3, 7], { 0: location.href }];
    localStorage.setItem("clearstory:places", JSON.stringify([...broken, ...entries]));
  });
  await open(page);
  assert.equal(await frameOf(page).evaluate(() => scrollY), 0);
  await readOn(page, 1970);
  await close(page);
  const stored = await page.evaluate(() => JSON.parse(localStorage.getItem("clearstory:places")));
  assert.equal(stored.length, 200);
  assert.equal(stored.at(-1)[0], page.url());
  assert.equal(stored[0][0], "https://example.org/101");
  await page.context().close();
});

test("another size of the text or the window keeps the paragraph", async () => {
  const page = await pageAt();
  await open(page);
  await readOn(page, 1965);
  const read = await firstSeen(frameOf(page));
  await viewOf(page).press("+");
  await viewOf(page).press("+");
  assert.equal(await firstSeen(frameOf(page)), read);
  await page.setViewportSize({ width: 500, height: 700 });
  await frameOf(page).evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await firstSeen(frameOf(page)), read);
  await page.context().close();
});
