// Reload pages under the open view of the extension and of the embed, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { currentFrame, frameOf, launch, launchWithExtension, openPage, viewIsGone, viewIsShown } from "./chromium.mjs";
import { addToggle, assertReloaded, pressToggle } from "./reload.mjs";
import { startSite } from "./site.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

const story = "The tables that hang";

function tabOf(page, prepare = () => {}) {
  return {
    evaluate: (work, value) => page.evaluate(work, value),
    waitForFunction: (work, value) => page.waitForFunction(work, value),
    inView: (work) => currentFrame(page).evaluate(work),
    async reload() {
      await page.reload();
      await prepare(page);
    },
  };
}

test("a page that is reloaded under the extension's view is as after a plain reload, and the next press reads", async () => {
  const browser = await launchWithExtension();
  try {
    const [alone, covered] = [
      await openPage(browser.context, site.url("lively.html")),
      await openPage(browser.context, site.url("lively.html")),
    ];
    await assertReloaded(tabOf(alone), tabOf(covered), {
      async open() {
        await browser.press(covered);
        await viewIsShown(covered, story);
      },
      async close() {
        await browser.press(covered);
        await viewIsGone(covered);
      },
    });
    assert.deepEqual(covered.problems, []);
  } finally {
    await browser.context.close();
  }
});

test("a page that is reloaded under the embed's view is as after a plain reload, and the next press reads", async () => {
  const browser = await launch();
  try {
    const prepare = (page) => page.evaluate(addToggle);
    const [alone, covered] = [
      await openPage(browser, site.url("lively.html")),
      await openPage(browser, site.url("lively.html")),
    ];
    for (const page of [alone, covered]) await prepare(page);
    await assertReloaded(tabOf(alone, prepare), tabOf(covered, prepare), {
      async open() {
        await covered.evaluate(pressToggle);
        await viewIsShown(covered, story);
      },
      async close() {
        await frameOf(covered).getByRole("button", { name: "Close" }).click();
        await viewIsGone(covered);
      },
    });
    assert.deepEqual(covered.problems, []);
  } finally {
    await browser.close();
  }
});
