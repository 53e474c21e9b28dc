// Hold the two lists of what a story may be made of equal: the engine's, src/policy.rs, and the view's second one.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { before, test } from "node:test";
import { transform } from "esbuild";
import * as engine from "../../target/engine/clearstory.js";
import { ownPages } from "../browser/attacks/pages.mjs";

const root = new URL("../../", import.meta.url);
/** @param {string} path */
const read = (path) => readFileSync(new URL(path, root), "utf8");

/** @type {typeof import("../../www/view/policy")} */
let view;
before(async () => {
  const { code } = await transform(read("www/view/policy.ts"), { loader: "ts" });
  view = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  engine.initSync({ module: new WebAssembly.Module(readFileSync(new URL("target/engine/clearstory_bg.wasm", root))) });
});

/**
 * The strings of a list in Rust; anything else in it is an error.
 * @param {string | undefined} list what stands between the brackets
 */
function strings(list) {
  assert.match(list ?? "", /^\s*(?:"[\w/-]+"(?:,\s*|\s*$))*$/);
  return [.../** @type {string} */ (list).matchAll(/"([^"]+)"/g)].map((match) => match[1]);
}

/**
 * A constant list of strings, which must be as long as it says.
 * @param {string} source
 * @param {string} name
 */
function constant(source, name) {
  const [, length, list] = source.match(new RegExp(`const ${name}: \\[&str; (\\d+)\\] = \\[([^\\]]*)\\];`)) ?? [];
  const values = strings(list);
  assert.equal(values.length, Number(length), name);
  return values;
}

/**
 * The arms of `attributes`, by element.
 * @param {string} source
 */
function attributeTable(source) {
  const body = source.match(/pub fn attributes\(.*\n {4}match tag \{\n([^}]*)\n {4}\}\n\}/)?.[1];
  assert.ok(body, "fn attributes is one match");
  const arms = [...body.matchAll(/ {8}("[\w" |]+"|_) => &\[([^\]]*)\],(?:\n|$)/g)];
  assert.equal(arms.map(([arm]) => arm).join(""), body, "nothing but arms");
  assert.equal(arms.pop()?.[0], "        _ => &[],");
  return new Map(
    arms.flatMap(([, tags, list]) => strings(tags.replaceAll(" | ", ", ")).map((tag) => [tag, strings(list)])),
  );
}

/**
 * Name what stands in only one of the two lists.
 * @param {readonly string[]} view
 * @param {readonly string[]} engine
 */
function assertSame(view, engine) {
  const without = (names, others) => names.filter((name) => !others.includes(name));
  assert.deepEqual(
    { onlyView: without(view, engine), onlyEngine: without(engine, view) },
    { onlyView: [], onlyEngine: [] },
  );
}

test("the view builds the elements that the engine may send, with the attributes that it may give them", () => {
  const source = read("src/policy.rs");
  const own = attributeTable(source);
  const tags = [...constant(source, "TAGS"), ...constant(source, "MATH_TAGS")];
  for (const tag of own.keys()) assert.ok(tags.includes(tag), `${tag} has attributes but is no element of a story`);
  const inWords = (tag, names = []) => [`<${tag}>`, ...names.map((name) => `<${tag} ${name}>`)];
  assertSame(
    Object.entries({ ...view.elements, ...view.mathElements }).flatMap(([tag, names]) => inWords(tag, names)),
    tags.flatMap((tag) => inWords(tag, own.get(tag))),
  );
  assertSame(view.anywhere, constant(source, "GLOBAL"));
  assertSame(view.anywhereInMath, constant(source, "MATH_GLOBAL"));
  assertSame(view.mathTokens, constant(source, "MATH_TOKENS"));
  assertSame(Object.keys(view.mathElements), constant(source, "MATH_TAGS"));
});

test("the view shows the kinds of picture that the engine lets stand in an address", () => {
  assertSame(view.inlinePictures, constant(read("src/page/address.rs"), "DATA_IMAGES"));
});

/**
 * What the view would not build of a story.
 * @param {string} html
 */
function refused(html) {
  const { content } = engine.extract(html, { url: "https://example.org/stories/page.html" });
  const refused = [];
  const parents = ["div"];
  for (const node of content) {
    const parent = parents[node.depth] ?? assert.fail("a node without a parent");
    if ("text" in node) {
      if (!view.isAllowedText(parent)) refused.push(`text in <${parent}>`);
      continue;
    }
    parents.splice(node.depth + 1, Infinity, node.tag);
    if (!view.isAllowedElement(node.tag, parent)) refused.push(`<${node.tag}> in <${parent}>`);
    for (const [name, value] of Object.entries(node.attributes)) {
      if (!view.isAllowedAttribute(node.tag, name, value)) refused.push(`<${node.tag} ${name}="${value}">`);
    }
  }
  return refused;
}

test("the view takes every value that the engine gives on any fixture", () => {
  const names = readdirSync(new URL("tests/fixtures/", root));
  const all = names.flatMap((name) => refused(read(`tests/fixtures/${name}/page.html`)).map((it) => `${name}: ${it}`));
  assert.deepEqual(all, []);
});

test("and on any attack: the engine gives nothing that the second list has to stop", () => {
  const all = ownPages().flatMap(({ name, html }) => refused(html).map((it) => `${name}: ${it}`));
  assert.deepEqual(all, []);
});
