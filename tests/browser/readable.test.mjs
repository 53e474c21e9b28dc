// Count what a page has in a real browser's document: it must be what the program counts in the same page's HTML.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { launch } from "./chromium.mjs";

const root = new URL("../../", import.meta.url);
const fixtures = new URL("tests/fixtures/", root);
/** Read by the engine as part of the page, but not by the cheap guess on a live one. */
// Nor does it end a frame with the <noscript> around it, as a browser does for a page whose scripts run.
const different = [
  "shadow-root-template-content",
  "shadow-root-declarative",
  "shadow-root-slotted-story",
  "iframe-same-origin-srcdoc",
  "frame-never-closed-in-noscript",
];

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await browser.newPage();
  const { outputFiles } = await build({
    entryPoints: [new URL("www/shim/readable.ts", root).pathname],
    bundle: true,
    format: "iife",
    globalName: "readable",
    write: false,
  });
  await page.evaluate(outputFiles[0].text.replace("var readable", "globalThis.readable"));
});
after(() => browser?.close());

/** What the page counts, and whether it calls itself readable. */
function countLive(html) {
  return page.evaluate(async (html) => {
    const { count, isProbablyReadable } = globalThis.readable;
    const document = new DOMParser().parseFromString(html, "text/html");
    // As on a page whose scripts run: these are text there.
    for (const image of document.querySelectorAll("noscript img")) image.remove();
    return { ...count(document), readable: await isProbablyReadable(document) };
  }, html);
}

/** The same from the program, for each page. */
function countParsed(pages) {
  const input = pages.map((html, id) => JSON.stringify({ id, html })).join("\n");
  const { stdout } = spawnSync(new URL("target/release/clearstory", root).pathname, ["counts"], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const rows = stdout.trim().split("\n");
  return rows.map((row) => {
    const { id, error, ...counts } = JSON.parse(row);
    assert.equal(error, null, `page ${id}`);
    return counts;
  });
}

test("the counts of a document are those of its HTML, on every fixture", async () => {
  const names = readdirSync(fixtures).filter((name) => !different.includes(name));
  const pages = names.map((name) => readFileSync(new URL(`${name}/page.html`, fixtures), "utf8"));
  const parsed = countParsed(pages);
  assert.ok(parsed.some(({ readable }) => readable) && parsed.some(({ readable }) => !readable));
  for (const [at, html] of pages.entries()) assert.deepEqual(await countLive(html), parsed[at], names[at]);
});

test("marks, hidden text, links and scripts without spaces are counted alike", async () => {
  const words = "word ".repeat(30);
  const pages = [
    `<meta property="og:type" content="Article"><meta property="article:published_time" content="">
      <script type="application/LD+json">{"headline": "x", "@type": "Product"}</script>`,
    `<meta property="og:type" content="product.item"><label>x</label><input type=hidden><img><svg><image/></svg>`,
    `<div style="display:none"><p>${words}</div><p aria-hidden=true>${words}<p hidden>${words}<nav><p>${words}</nav>`,
    `<p><a href=/>${words}</a>${words}<p><a href=/>${words} more</a>${words}<p>${words}<i>run</i>on`,
    `<p>${"日本語の文章。".repeat(9)}<p>${"ภาษาไทย".repeat(9)}<p>${"한국어 글 ".repeat(15)}<p>\u00a0${"nbsp\u00a0".repeat(25)}`,
    `<div>${words}<br><br>${words}</div><div>${words}<br><p>${words}</p></div><blockquote>${words}</blockquote>
      <blockquote><p>${words}</blockquote><pre>${words}</pre><template><p>${words}</template><noscript><p>${words}<img></noscript>`,
  ];
  const parsed = countParsed(pages);
  assert.deepEqual(
    parsed.map(({ paragraphs }) => paragraphs),
    [0, 0, 0, 2, 4, 6],
  );
  assert.deepEqual([parsed[0].articleMarks, parsed[0].productMarks], [3, 1]);
  assert.deepEqual([parsed[1].productMarks, parsed[1].fields, parsed[1].images], [1, 2, 1]);
  for (const [at, html] of pages.entries()) assert.deepEqual(await countLive(html), parsed[at], html.slice(0, 60));
});
