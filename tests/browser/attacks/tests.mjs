// Test the attacks of tests/attacks in a browser, each of them wherever it reads what is made of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { tryAll, tryParsing, tryRaw, watchCalls } from "./attacks.mjs";
import { fixturePages, ownPages, pagesBeside } from "./pages.mjs";
import { setUp } from "./set-up.mjs";
import { tabOf } from "./tabs.mjs";

/**
 * Make the tests of one browser.
 * @param prefix stands before the tests' names
 * @param start starts the browser, as browsers.mjs does
 */
export function testAttacks(prefix, start) {
  const up = setUp(start, watchCalls, async ({ browser }) => ({ tab: tabOf(await browser.newPage()) }));

  test(`${prefix}nothing of an attack runs, loads or stays, wherever the story is read`, async (context) => {
    const pages = ownPages();
    const tried = await tryAll(up.tab, up.site, pages);
    assert.equal(tried, pages.length);
    context.diagnostic(`${tried} pages`);
  });

  test(`${prefix}nor of those that are kept beside the project`, async (context) => {
    const tried = await tryAll(up.tab, up.site, pagesBeside());
    context.diagnostic(`${tried} pages`);
  });

  test(`${prefix}the HTML of every fixture is read and written again byte for byte, and nothing is taken out of it`, async () => {
    const pages = fixturePages();
    assert.ok((await tryParsing(up.tab, up.site, pages)) > pages.length - 5);
  });

  test(`${prefix}a page that is inserted as it is does what the harness would notice`, async () => {
    const pages = ownPages().filter(({ name }) => /^(?:scripts|svg|tracking):/.test(name));
    const { calls, reports, requests } = await tryRaw(
      up.tab,
      up.site,
      pages.filter((_, at) => at % 4 === 0),
    );
    assert.ok(Math.min(calls, reports, requests) > 20, `${calls} calls, ${reports} reports, ${requests} requests`);
  });
}
