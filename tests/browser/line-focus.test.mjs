// Read with all but a few lines dimmed, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { frameOf, launch } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { article, block, element, inFrame, show } from "./stories.mjs";
import { end, giveVoices, word } from "./voices.mjs";

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

const story = () =>
  article({ title: "Lines", language: "en" }, [
    ...Array.from({ length: 30 }, (_, index) =>
      block(`Paragraph ${index} has words enough for some lines. `.repeat(8)),
    ).flat(),
    element(0, "img", { src: site.url("picture.png"), alt: "", width: "400", height: "300" }),
  ]);

async function focus(lines) {
  const page = await show(browser, site, story());
  await choose(page, lines);
  return page;
}

async function choose(page, lines) {
  await frameOf(page).getByRole("button", { name: "Settings" }).click();
  await frameOf(page).getByRole("group", { name: "Lines in focus" }).getByRole("radio", { name: lines }).check();
  await page.keyboard.press("Escape");
}

/** The clear band, and the height of a line. */
function band(page) {
  return inFrame(page, ({ document, getComputedStyle }) => {
    const top = document.querySelector(".shade.above").getBoundingClientRect().bottom;
    const bottom = document.querySelector(".shade.below").getBoundingClientRect().top;
    const line = Number.parseFloat(getComputedStyle(document.querySelector(".story p")).lineHeight);
    return { top, bottom, height: bottom - top, line };
  });
}

const near = (actual, expected, message) =>
  assert.ok(Math.abs(actual - expected) <= 1, `${message}: ${actual}, ${expected}`);

test("one, three or five lines stay clear, and none is dimmed when it is off", async () => {
  const page = await focus("1");
  for (const lines of [1, 3, 5]) {
    if (lines > 1) await choose(page, String(lines));
    await page.mouse.move(600, 400);
    const { height, line } = await band(page);
    near(height, lines * line, `${lines} lines`);
  }
  await choose(page, "Off");
  assert.equal(await frameOf(page).locator(".shade").count(), 0);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("the focus is on a whole line, follows the pointer, and moves by lines with the keys", async () => {
  const page = await focus("1");
  await page.mouse.move(600, 430);
  const at = await band(page);
  assert.ok(at.top <= 430 && at.bottom >= 430);
  await frameOf(page).locator("main").focus();
  const text = () =>
    inFrame(
      page,
      (window, y) => {
        const { offsetNode, offset } = window.document.caretPositionFromPoint(500, y);
        return offsetNode.data.slice(offset, offset + 12);
      },
      (at.top + at.bottom) / 2,
    );
  const before = await text();
  await page.keyboard.press("ArrowDown");
  assert.equal(await inFrame(page, (window) => window.scrollY > 0), true, "the text moves under the focus");
  assert.notEqual(await text(), before);
  await page.keyboard.press("ArrowUp");
  assert.equal(await text(), before);

  for (let lines = 0; lines < 6; lines++) await page.keyboard.press("ArrowUp");
  const moved = await band(page);
  assert.equal(await inFrame(page, (window) => window.scrollY), 0);
  assert.ok(moved.top < at.top, "at the top the focus moves");
  await page.close();
});

test("a picture is seen whole", async () => {
  const page = await focus("1");
  const picture = frameOf(page).locator(".story img");
  await picture.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await picture.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  const clear = await band(page);
  near(clear.top, y, "top");
  near(clear.bottom, y + height, "bottom");
  await page.close();
});

test("the focus follows what is read aloud", async () => {
  const page = await focus("1");
  await giveVoices(page);
  await page.keyboard.press("l");
  await frameOf(page).getByRole("button", { name: "Pause" }).waitFor();
  for (let sentences = 0; sentences < 4; sentences++) await end(page);
  await word(page, "lines");
  const clear = await band(page);
  const spoken = await inFrame(page, (window) => {
    const [range] = window.CSS.highlights.get("clearstory-word");
    const { top, bottom } = range.getBoundingClientRect();
    return { top, bottom };
  });
  assert.ok(clear.top <= spoken.top && clear.bottom >= spoken.bottom);
  await page.close();
});
