// Give the page back whatever is done with it and with the view: random sequences, in Firefox with the extension.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { host, launchWithExtension } from "./firefox.mjs";
import { assertSame, states, steps, twoFrames } from "./given-back.mjs";
import { startSite } from "./site.mjs";

/** Others are tried by SEED=NUMBER. */
const seeds = process.env.SEED ? [Number(process.env.SEED)] : [21, 22];

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

function viewOver(tab) {
  return {
    async open() {
      await firefox.press();
      await tab.untilInView(() => document.querySelector(".story") !== null);
    },
    async close(how) {
      if (how === "press") await firefox.press();
      else if (how === "escape") await tab.page.keyboard.press("Escape");
      else await tab.evaluate((host) => document.querySelector(host).remove(), host);
      await tab.viewIsGone();
      await tab.evaluate(twoFrames);
    },
  };
}

/** What is done with the page alone comes first: a tab that is not in front has no focus in Firefox. */
async function statesOf(list, isCovered) {
  const tab = await firefox.openPage(site.url("lively.html"));
  const found = await states(tab, list, isCovered ? viewOver(tab) : undefined);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
  return found;
}

for (const seed of seeds) {
  test(`Firefox: the page is given back, seed ${seed}`, async () => {
    const list = steps(seed);
    const alone = await statesOf(list, false);
    assertSame(seed, list, alone, await statesOf(list, true));
  });
}
