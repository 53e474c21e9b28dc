// Test with live pages full of attacks what gets into the view, by the extension and the bookmarklet.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { serve } from "../../../scripts/serve.mjs";
import { dist } from "../site.mjs";
import { spoilt, tryBodies, tryPages } from "./live.mjs";
import { ownPages, pagesBeside } from "./pages.mjs";
import { startSite } from "./site.mjs";

/** What is noticed where nothing is stopped. */
const acting = [
  /DOMPurify takes out/,
  /in the view: script-src/,
  /in the view: alert\(\)/,
  /a request for https:\/\/tracker/,
];

const every = (step, list) => list.filter((_, at) => at % step === 0);

/**
 * Make the tests of one browser.
 * @param prefix stands before the tests' names
 * @param start starts the browser, with the bookmarklet's code and the site: gives `tabs`, by delivery, and `close()`
 */
export function testLive(prefix, start) {
  let site;
  let files;
  let browser;
  before(async () => {
    site = await startSite();
    files = await serve(`${dist}/bookmarklet`, 0);
    const code = (await readFile(`${dist}/bookmarklet/bookmarklet.txt`, "utf8")).replace("@@FOLDER@@", files.url);
    browser = await start(site, code);
  });
  after(async () => {
    await browser?.close();
    await files?.close();
    await site?.close();
  });

  test(`${prefix}nothing of an attack gets from a live page into the extension's view`, async (context) => {
    const { wrong, tried, attacked } = await tryBodies(browser.tabs.extension, site, ownPages());
    assert.deepEqual(wrong, []);
    assert.ok(tried > 1_600, `${tried} attacks`);
    assert.ok(attacked > 500, `the pages themselves have run ${attacked}`);
    context.diagnostic(`${tried} attacks`);
  });

  test(`${prefix}nor of those that are kept beside the project`, async (context) => {
    const { wrong, tried } = await tryBodies(browser.tabs.extension, site, pagesBeside());
    assert.deepEqual(wrong, []);
    context.diagnostic(`${tried} attacks`);
  });

  test(`${prefix}nor of what a page says of itself`, async () => {
    const heads = ownPages().filter(({ body }) => !body);
    const { wrong, tried } = await tryPages(browser.tabs.extension, site, every(5, heads));
    assert.deepEqual(wrong, []);
    assert.ok(tried > 20, `${tried} pages`);
  });

  test(`${prefix}nor into the bookmarklet's view in the page`, async () => {
    const { wrong, tried } = await tryBodies(browser.tabs.bookmarklet, site, ownPages(), { step: 4 });
    assert.deepEqual(wrong, []);
    assert.ok(tried > 400, `${tried} attacks`);
  });

  for (const delivery of ["extension", "bookmarklet"]) {
    test(`${prefix}attacks that stand in a view as they are would be noticed: ${delivery}`, async () => {
      const some = ownPages().filter(({ name }) => /^(?:scripts|svg|tracking):/.test(name));
      const { wrong } = await tryBodies(browser.tabs[delivery], site, every(3, some), { spoil: spoilt });
      for (const fault of acting) {
        assert.ok(
          wrong.some((told) => fault.test(told)),
          `${fault} is not among ${wrong}`,
        );
      }
    });
  }
}
