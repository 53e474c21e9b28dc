// Test with live pages full of attacks what gets into the view, by every delivery.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { serve } from "../../../scripts/serve.mjs";
import { dist } from "../site.mjs";
import { replaced, spoilt, tryBodies, tryPages, watchFrame } from "./live.mjs";
import { ownPages, pagesBeside } from "./pages.mjs";
import { setUp } from "./set-up.mjs";
import { tabOf } from "./tabs.mjs";
import { skip, threats, unmet } from "./threats.mjs";

const judged = /DOMPurify takes out/;
const called = /in the view: alert\(\)/;
const reported = /in the view: script-src/;
const refused = /in the view: require-trusted-types-for/;
const asked = /a request for https:\/\/tracker/;

/** What is noticed of attacks that stand in the view of each delivery. */
const noticed = {
  extension: [judged, called, reported, asked],
  bookmarklet: [judged, called, reported, asked],
  // There no text becomes markup.
  window: [judged, called, refused, asked],
};

/** Words of the stories around attacks, and around threats. */
const ownWords = ["It rained all night", "every autumn somebody says that it will come"];
const wordsBeside = ["with nothing else of note in it, number 0", "with nothing else of note in it, number 5"];

const every = (step, list) => list.filter((_, at) => at % step === 0);

/**
 * Make the tests of one browser.
 * @param prefix stands before the tests' names
 * @param start starts the browser, as browsers.mjs does
 * @param step only every so many of the pages are tried with the extension
 */
export function testLive(prefix, start, step = 1) {
  const up = setUp(start, watchFrame, deliveries);

  test(`${prefix}nothing of an attack gets from a live page into the extension's view`, async (context) => {
    const { wrong, tried, attacked } = await tryBodies(up.deliveries.extension, up.site, ownPages(), { step });
    assert.deepEqual(wrong, []);
    assert.ok(tried > 1_600 / step, `${tried} attacks`);
    assert.ok(attacked > 500 / step, `the pages themselves have run ${attacked}`);
    context.diagnostic(`${tried} attacks`);
  });

  test(`${prefix}nor of those that are kept beside the project`, async (context) => {
    const { wrong, tried } = await tryBodies(up.deliveries.extension, up.site, pagesBeside());
    assert.deepEqual(wrong, []);
    context.diagnostic(`${tried} attacks`);
  });

  test(`${prefix}nor of what a page says of itself`, async () => {
    const heads = ownPages().filter(({ body }) => !body);
    const { wrong, tried } = await tryPages(up.deliveries.extension, up.site, every(8, heads), ownWords);
    assert.deepEqual(wrong, []);
    assert.ok(tried > 15, `${tried} pages`);
  });

  test(`${prefix}what others ask of readers is met by the view`, { skip }, async () => {
    const pages = every(step, named(threats));
    const { wrong, tried } = await tryPages(up.deliveries.extension, up.site, pages, wordsBeside, { unmet });
    assert.deepEqual(wrong, []);
    assert.equal(tried, pages.length);
  });

  test(`${prefix}a page that stands in a view as it is would not meet it`, { skip }, async () => {
    // Of the others, a browser takes some for text.
    const addresses = named(threats).filter(({ name }) => /^url:/.test(name));
    const some = every(4, addresses);
    const control = { unmet, spoil: replaced };
    const { wrong } = await tryPages(up.deliveries.extension, up.site, some, wordsBeside, control);
    const names = some.map(({ name }) => name);
    const isNoticed = (name) => wrong.some((fault) => fault.startsWith(`${name}\n    the view matches`));
    assert.deepEqual(names.filter(isNoticed), names);
  });

  test(`${prefix}nor into the bookmarklet's view in the page`, async () => {
    const { wrong, tried } = await tryBodies(up.deliveries.bookmarklet, up.site, ownPages(), { step: 6 });
    assert.deepEqual(wrong, []);
    assert.ok(tried > 250, `${tried} attacks`);
  });

  test(`${prefix}nor into the bookmarklet's window`, async () => {
    const { wrong, tried } = await tryBodies(up.deliveries.window, up.site, ownPages(), { step: 6 });
    assert.deepEqual(wrong, []);
    assert.ok(tried > 250, `${tried} attacks`);
  });

  for (const [delivery, expected] of Object.entries(noticed)) {
    test(`${prefix}attacks that stand in a view as they are would be noticed: ${delivery}`, async () => {
      const some = ownPages().filter(({ name }) => /^(?:scripts|svg|tracking):/.test(name));
      const { wrong } = await tryBodies(up.deliveries[delivery], up.site, every(6, some), { spoil: spoilt });
      for (const fault of expected) {
        assert.ok(
          wrong.some((told) => fault.test(told)),
          `${fault} is not among ${wrong}`,
        );
      }
    });
  }
}

const named = (pages) => pages.map(({ title, ...page }) => ({ name: title, ...page }));

/** Each delivery as live.mjs drives it. */
async function deliveries({ site, browser }) {
  const files = await serve(`${dist}/bookmarklet`, 0);
  const code = await readFile(`${dist}/bookmarklet/bookmarklet.txt`, "utf8");
  const bookmarklet = code.replace("@@FOLDER@@", files.url);
  const judging = tabOf(await browser.newPage());
  await judging.go(`${site.origin}/reported?judge`);

  const delivery = (path, open) => ({
    /** A new one for each page: attacks may hold the one that they are in. */
    async newTab() {
      const tab = tabOf(await browser.newPage());
      await tab.go(site.origin + path);
      return tab;
    },
    open,
    judge: (html) => judging.evaluate(async (html) => (await import("/attacks/judge.mjs")).judge(html), html),
  });
  /** Where the view is in the page itself. */
  const covering = (press) =>
    delivery("/reported", async (tab) => {
      await press(tab.page);
      return tab;
    });
  return {
    files,
    deliveries: {
      extension: covering(browser.press),
      bookmarklet: covering((page) => page.evaluate(bookmarklet)),
      window: delivery("/closed", async ({ page }) => {
        // Not just any page that comes next: Firefox may tell of an attack's <object> as of one.
        const opened = new Promise((resolve) => page.once("popup", resolve));
        await page.evaluate(bookmarklet);
        return tabOf(await opened);
      }),
    },
  };
}
