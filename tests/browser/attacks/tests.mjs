// Test the attacks of tests/attacks in a browser, each of them wherever it reads what is made of them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { tryAll, tryParsing, tryRaw, watchCalls } from "./attacks.mjs";
import { fixturePages, ownPages, pagesBeside } from "./pages.mjs";
import { startSite } from "./site.mjs";

/**
 * Make the tests of one browser.
 * @param prefix stands before the tests' names
 * @param start starts the browser: `newPage(script)` gives a page that runs the script in every frame before anything else
 */
export function testAttacks(prefix, start) {
  let site;
  let browser;
  let tab;
  before(async () => {
    site = await startSite();
    browser = await start();
    tab = tabOf(await browser.newPage(watchCalls));
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test(`${prefix}nothing of an attack runs, loads or stays, wherever the story is read`, async (context) => {
    const pages = ownPages();
    const tried = await tryAll(tab, site, pages);
    assert.equal(tried, pages.length);
    context.diagnostic(`${tried} pages`);
  });

  test(`${prefix}nor of those that are kept beside the project`, async (context) => {
    const tried = await tryAll(tab, site, pagesBeside());
    context.diagnostic(`${tried} pages`);
  });

  test(`${prefix}the HTML of every fixture is read and written again byte for byte, and nothing is taken out of it`, async () => {
    const pages = fixturePages();
    assert.ok((await tryParsing(tab, site, pages)) > pages.length - 5);
  });

  test(`${prefix}a page that is inserted as it is does what the harness would notice`, async () => {
    const pages = ownPages().filter(({ name }) => /^(?:scripts|svg|tracking):/.test(name));
    const { calls, reports, requests } = await tryRaw(
      tab,
      site,
      pages.filter((_, at) => at % 4 === 0),
    );
    assert.ok(Math.min(calls, reports, requests) > 20, `${calls} calls, ${reports} reports, ${requests} requests`);
  });
}

function tabOf(page) {
  const [requests, dialogs] = [[], []];
  page.on("request", (request) => requests.push(request.url()));
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return {
    requests,
    dialogs,
    go: (url) => page.goto(url),
    evaluate: (work, ...values) => page.evaluate(`(${work})(...${JSON.stringify(values)})`),
  };
}
