// Use the core of the view in Firefox: settings, keys, outline, and the place that is kept.
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

/** The long page, scrolled to the paragraph of a year, with the view over it. */
async function viewAt(year) {
  const tab = await firefox.openPage(site.url("long.html"));
  await tab.waitForFunction(() => document.querySelector("#y1990") !== null);
  await tab.evaluate((year) => document.querySelector(`#y${year}`)?.scrollIntoView(), year);
  await firefox.press();
  // All of the story is laid out, and stands where the page did: before that, nothing was held back yet.
  await tab.untilInView(
    (start) => {
      const first = [...document.querySelectorAll(".story p")].find(
        (block) => block.getBoundingClientRect().bottom > 65,
      );
      return first?.textContent.startsWith(start) && !document.querySelector("[data-far]");
    },
    year ? `In ${year}` : "",
  );
  return tab;
}

test("Firefox opens the view at the page's paragraph, and leads the page to the one that was read", async () => {
  const tab = await viewAt(1958);
  const at = () =>
    tab.inView(() =>
      [...document.querySelectorAll(".story p")]
        .find((block) => block.getBoundingClientRect().bottom > 65)
        .textContent.slice(0, 7),
    );
  assert.equal(await at(), "In 1958");
  await tab.inView(async () => {
    const read = document.querySelectorAll(".story p")[1978 - 1930];
    const isFollowed = new Promise((resolve) => addEventListener("scroll", () => setTimeout(resolve), { once: true }));
    scrollBy({ top: read.getBoundingClientRect().top - 64, behavior: "instant" });
    return isFollowed;
  });
  await tab.page.keyboard.press("Escape");
  await tab.viewIsGone();
  const top = await tab.evaluate(() => document.querySelector("#y1978").getBoundingClientRect().top);
  assert.ok(Math.abs(top - 64) < 2, `${top}`);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("Firefox: Escape closes the settings first, then the view; keys and outline work", async () => {
  const tab = await viewAt();
  await tab.page.keyboard.press("s");
  await tab.untilInView(() => document.querySelector(".panel:popover-open") !== null);
  await tab.inView(() => document.querySelector(".theme .sepia input").click());
  assert.equal(await tab.inView(() => document.documentElement.dataset.theme), "sepia");
  await tab.page.keyboard.press("Escape");
  await tab.untilInView(() => !document.querySelector(".panel:popover-open"));
  assert.equal(await tab.evaluate(() => document.querySelectorAll("html > div").length), 1);

  await tab.page.keyboard.press("?");
  await tab.untilInView(() => document.querySelector("dialog.keys[open]") !== null);
  await tab.page.keyboard.press("Escape");
  await tab.untilInView(() => !document.querySelector("dialog.keys[open]"));

  await tab.page.keyboard.press("o");
  await tab.untilInView(() => document.querySelector(".outline:popover-open") !== null);
  await tab.inView(() => document.querySelectorAll(".outline button")[3].click());
  assert.equal(await tab.inView(() => document.activeElement.textContent), "The years from 1951");
  await tab.page.keyboard.press("Escape");
  await tab.viewIsGone();
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("Firefox keeps the choices from page to page", async () => {
  const tab = await viewAt();
  assert.equal(await tab.inView(() => document.documentElement.dataset.theme), "sepia");
  const lines = await tab.inView(() => {
    const range = document.createRange();
    const words = document.querySelectorAll(".story p")[2].firstChild;
    const tops = new Map();
    for (let at = 0; at < words.length; at++) {
      range.setStart(words, at);
      range.setEnd(words, at + 1);
      const top = Math.round(range.getBoundingClientRect().top);
      tops.set(top, (tops.get(top) ?? 0) + 1);
    }
    return [...tops.values()].slice(0, -1);
  });
  const letters = lines.reduce((sum, line) => sum + line, 0) / lines.length;
  assert.ok(letters >= 60 && letters <= 70, `${letters} letters in a line`);
  await tab.page.close();
});
