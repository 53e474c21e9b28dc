// Answer each line of JSON {"id", "url", "html"} with a line {"id", "text"} by an extractor in JavaScript.
// Usage: node peers.mjs readability|defuddle < pages.jsonl > predictions.jsonl
import { Console } from "node:console";
import { createInterface } from "node:readline";
import { Readability } from "@mozilla/readability";
import { Defuddle } from "defuddle/node";
import { JSDOM, VirtualConsole } from "jsdom";

/** @typedef {{ id: string, url: string | null, html: string }} Page */

/** @typedef {(html: string, url?: string) => Promise<string | null | undefined>} Extract a page's article, as HTML */

/**
 * As its documentation recommends, on jsdom.
 * @type {Extract}
 */
async function readability(html, url) {
  // A console that nobody listens to: complaints about a page's style sheets are none of ours.
  const { window } = new JSDOM(html, { url, virtualConsole: new VirtualConsole() });
  try {
    return new Readability(window.document).parse()?.content;
  } finally {
    window.close();
  }
}

/**
 * Given text, it parses as its own command does, with linkedom: jsdom takes many seconds for the computed styles it asks for.
 * @type {Extract}
 */
async function defuddle(html, url) {
  // useAsync would ask other sites about a page in which it finds nothing.
  return (await Defuddle(html, url, { useAsync: false })).content;
}

/** @type {Record<string, Extract>} */
const extractors = { readability, defuddle };

// Elements that a browser sets on lines of their own, and the cells of tables.
const blocks = `address, article, aside, blockquote, br, caption, center, dd, details, dialog, div, dl, dt, fieldset,
  figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, legend, li, main, nav, ol, option, p, pre,
  section, summary, table, tbody, td, tfoot, th, thead, tr, ul`;

/**
 * The text of `html` with a line for each block. textContent would run the words of neighbouring blocks together.
 * @param {string} html
 */
function textOf(html) {
  const content = JSDOM.fragment(html);
  for (const unseen of content.querySelectorAll("script, style, template")) unseen.remove();
  // A character that no page breaks its own lines with.
  const edge = "\u2029";
  for (const block of content.querySelectorAll(blocks)) {
    block.before(edge);
    block.after(edge);
  }
  const text = (content.textContent ?? "").replace(/[^\S\u2029]+/g, " ");
  return text.replace(/ ?(?:\u2029 ?)+/g, "\n").trim();
}

/**
 * A page that an extractor throws on has no text.
 * @param {Extract} extract
 * @param {Page} page
 */
async function predict(extract, { id, url, html }) {
  try {
    const content = await extract(html, url ?? undefined);
    return { id, text: textOf(content ?? "") };
  } catch (error) {
    return { id, text: "", error: String(error) };
  }
}

const extract = extractors[process.argv[2] ?? ""];
if (!extract) throw new Error(`usage: peers.mjs ${Object.keys(extractors).join("|")}`);
// What an extractor logs must not stand between the answers.
globalThis.console = new Console(process.stderr);
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await predict(extract, JSON.parse(line)))}\n`);
}
