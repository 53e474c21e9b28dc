// Hold the two places that guess whether a page has a story equal: src/readable.rs and www/shim/readable.ts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import * as engine from "../../target/engine/clearstory.js";
import { loadSource } from "../../scripts/sources.mjs";

const root = new URL("../../", import.meta.url);
/** @param {string} path */
const read = (path) => readFileSync(new URL(path, root), "utf8");

/** @type {typeof import("../../www/shim/readable")} */
let shim;
before(async () => {
  shim = await loadSource("www/shim/readable.ts");
  engine.initSync({ module: new WebAssembly.Module(readFileSync(new URL("target/engine/clearstory_bg.wasm", root))) });
});

/**
 * The numbers of a source, by name: a block of weights and the limits.
 * @param {string} source
 * @param {RegExp} weights
 * @param {RegExp[]} limits
 */
function numbers(source, weights, limits) {
  const block = source.match(weights)?.[1] ?? assert.fail(String(weights));
  const named = [...block.matchAll(/(\w+): (-?[\d.]+)/g)].map(([, name, value]) => [name, Number(value)]);
  return { weights: named, limits: limits.map((limit) => Number(source.match(limit)?.[1] ?? assert.fail(`${limit}`))) };
}

test("the page is judged by the weights and limits that the engine has", () => {
  const inShim = numbers(read("www/shim/readable.ts"), /const weights = \{([^}]*)\}/, [
    /const paragraphWords = (\d+);/,
    /const fewestWords = (\d+);/,
  ]);
  const inEngine = numbers(read("src/readable.rs"), /const WEIGHTS: Weights =\s+Weights \{([^}]*)\}/, [
    /const PARAGRAPH_WORDS: u32 = (\d+);/,
    /const FEWEST_WORDS: u32 = (\d+);/,
  ]);
  assert.equal(inEngine.weights.length, 6);
  assert.deepEqual(inShim, inEngine);
});

/**
 * A page with these counts, in the simplest HTML.
 * @param {{ paragraphs: number, images: number, fields: number, article: boolean, product: boolean }} counts
 */
function pageOf({ paragraphs, images, fields, article, product }) {
  const mark = (kind) => `<meta property="og:type" content="${kind}">`;
  return [
    article ? mark("article") : "",
    product ? mark("product") : "",
    `<p>${"word ".repeat(30)}</p>`.repeat(paragraphs),
    "<img>".repeat(images),
    "<input>".repeat(fields),
  ].join("");
}

test("the same counts give the same answer in both", () => {
  const answers = { true: 0, false: 0 };
  for (const paragraphs of [0, 2, 3, 5, 9, 20])
    for (const images of [0, 5, 30])
      for (const fields of [0, 12])
        for (const mark of ["none", "article", "product"]) {
          const marks = { article: mark === "article", product: mark === "product" };
          const own = shim.isReadable({
            paragraphs,
            words: paragraphs * 30,
            images,
            fields,
            articleMarks: Number(marks.article),
            productMarks: Number(marks.product),
          });
          const page = pageOf({ paragraphs, images, fields, ...marks });
          assert.equal(engine.isProbablyReadable(page), own, page.slice(0, 80));
          answers[own]++;
        }
  assert.ok(answers.true > 20 && answers.false > 20, JSON.stringify(answers));
});
