// Give the page back whatever is done with it and with the view: random sequences, in Chromium with the extension.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchWithExtension, openPage, viewIsGone, viewIsShown } from "./chromium.mjs";
import { assertSame, random, states, steps, twoFrames } from "./given-back.mjs";
import { startSite } from "./site.mjs";

/** Others are tried by SEED=NUMBER. */
const seeds = process.env.SEED ? [Number(process.env.SEED)] : [1, 2, 3, 4, 5, 6];

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

const openTab = () => openPage(browser.context, site.url("lively.html"));
const tabOf = (page) => ({ evaluate: (work, value) => page.evaluate(work, value) });

function viewOver(page) {
  return {
    async open() {
      await browser.press(page);
      await viewIsShown(page, "The tables that hang");
    },
    async close(how) {
      if (how === "press") await browser.press(page);
      else if (how === "escape") await page.keyboard.press("Escape");
      else await page.evaluate(() => document.querySelector("html > div").remove());
      await viewIsGone(page);
      await page.evaluate(twoFrames);
    },
  };
}

for (const seed of seeds) {
  test(`the page is given back, seed ${seed}`, async () => {
    const list = steps(seed);
    const [alone, covered] = [await openTab(), await openTab()];
    const expected = await states(tabOf(alone), list);
    assertSame(seed, list, expected, await states(tabOf(covered), list, viewOver(covered)));
    assert.deepEqual(covered.problems, []);
    await alone.close();
    await covered.close();
  });
}

test("timers go on under the view", async () => {
  const page = await openTab();
  await viewOver(page).open();
  const ticks = await page.evaluate(() => window.ticks);
  await page.waitForFunction((ticks) => window.ticks > ticks + 3, ticks);
  await viewOver(page).close("escape");
  await page.close();
});

for (const seed of seeds.slice(0, 2)) {
  test(`reloading and leaving under the view leave nothing behind, seed ${seed}`, async () => {
    const next = random(seed);
    const page = await openTab();
    const fresh = await page.evaluate(() => document.documentElement.outerHTML);
    for (let times = 0; times < 4; times++) {
      await viewOver(page).open();
      if (next() < 0.5) await page.reload();
      else {
        await page.goto(site.url("story.html"));
        await page.goto(site.url("lively.html"));
      }
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), fresh);
      assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
    }
    await viewOver(page).open();
    await viewOver(page).close("escape");
    assert.equal(await page.evaluate(() => document.documentElement.outerHTML), fresh);
    await page.close();
  });
}

test("the page is given back though the background is killed while the view is open", async () => {
  const page = await openTab();
  const before = await page.evaluate(() => document.documentElement.outerHTML);
  for (const how of ["escape", "press", "removal"]) {
    await viewOver(page).open();
    const stopper = await browser.context.newCDPSession(page);
    await stopper.send("ServiceWorker.enable");
    await stopper.send("ServiceWorker.stopAllWorkers");
    await stopper.detach();
    await viewOver(page).close(how);
    assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
  }
  assert.deepEqual(page.problems, []);
  await page.close();
});
