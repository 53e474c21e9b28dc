// Read on in the view: the toolbar goes and comes, the minutes run down, and scripts have the spacing that they ask for.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { embedFrameOf as frameOf, launch } from "./chromium.mjs";
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

const said = "The keeper wrote down the wind and the weather every evening, and then put out the lamp. ".repeat(6);
const long = article(
  { title: "A long story", language: "en" },
  Array.from({ length: 40 }, (_, at) => block(`${at}. ${said}`)).flat(),
  { wordCount: 2400, readingMinutes: 10 },
);

/** Scroll to a share of the whole way, and wait until the view has been told. */
const scroll = (frame, share) =>
  frame.evaluate(async (share) => {
    const { scrollHeight } = document.documentElement;
    scrollTo({ top: share * (scrollHeight - innerHeight), behavior: "instant" });
    for (const _turn of [1, 2]) await new Promise((resolve) => requestAnimationFrame(resolve));
  }, share);
const scrollOn = (page, pixels) => page.mouse.wheel(0, pixels);

test("the toolbar fades while the story is read, and is back for who turns, jumps, points at it or has it in focus", async () => {
  const page = await show(await browser.newContext(), site, long);
  const frame = frameOf(page);
  await frame.waitForFunction(() => !document.querySelector("[data-far]"));
  const isShown = (shown) =>
    frame.waitForFunction(
      (opacity) => getComputedStyle(document.querySelector(".toolbar")).opacity === opacity,
      shown ? "1" : "0",
    );
  await page.mouse.move(300, 400);
  await isShown(true);
  await scrollOn(page, 300);
  await isShown(false);
  await scrollOn(page, -100);
  await isShown(true);
  await scrollOn(page, 100);
  await isShown(false);
  await page.mouse.move(300, 10);
  await isShown(true);
  await page.mouse.move(300, 400);
  await isShown(false);
  await frame.getByRole("button", { name: "Close" }).focus();
  await isShown(true);
  await frame.evaluate(() => document.activeElement.blur());
  await isShown(false);
  await scroll(frame, 0.8);
  await isShown(true);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("the minutes are told at the head, run down, and are gone at both ends", async () => {
  const page = await show(await browser.newContext(), site, long);
  const frame = frameOf(page);
  await frame.waitForFunction(() => !document.querySelector("[data-far]"));
  assert.equal(await frame.locator(".minutes").innerText(), "10 min read");
  const left = [];
  for (const share of [0, 0.3, 0.7, 0.98, 1]) {
    await scroll(frame, share);
    left.push(await frame.locator(".status").innerText());
  }
  const minutes = left.slice(1, 3).map((words) => Number(/^(\d+) min left$/.exec(words)?.[1]));
  assert.deepEqual([left[0], left[3], left[4]], ["", "Less than a minute left", ""]);
  // The head of the story is no part of what is read.
  assert.ok(Math.abs(minutes[0] - 7) <= 1 && Math.abs(minutes[1] - 3) <= 1, left.join("; "));
  await page.context().close();
});

test("Chinese and Japanese have room beside Latin letters, none in code, and brackets set as their style has it", async () => {
  const code = [element(0, "pre"), element(1, "code"), text(2, "漢字ABC漢字")];
  const measured = {};
  for (const language of ["ja", "zh", "en"]) {
    const story = article({ title: "灯台", language }, [...block("漢字ABC漢字"), ...code]);
    const page = await show(await browser.newContext(), site, story);
    measured[language] = await frameOf(page).evaluate(() => {
      const [paragraph, listing] = document.querySelectorAll(".story p, .story code");
      const { fontSize, textSpacingTrim } = getComputedStyle(paragraph);
      const width = () => {
        const range = document.createRange();
        range.selectNodeContents(paragraph);
        return range.getBoundingClientRect().width / Number.parseFloat(fontSize);
      };
      const spaced = width();
      const { textAutospace } = getComputedStyle(listing);
      paragraph.style.textAutospace = "no-autospace";
      return { room: spaced - width(), textAutospace, textSpacingTrim };
    });
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
  // An eighth of the letters' size on each side of the Latin ones.
  const room = { room: 0.25, textAutospace: "no-autospace" };
  assert.deepEqual(measured, {
    ja: { ...room, textSpacingTrim: "trim-start" },
    zh: { ...room, textSpacingTrim: "trim-start" },
    en: { ...room, textSpacingTrim: "normal" },
  });
});
