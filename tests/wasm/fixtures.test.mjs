// Run the WebAssembly engine on every fixture: it must give what the native one gives, to the letter.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { before, test } from "node:test";
import * as engine from "../../target/engine/clearstory.js";

const url = "https://example.org/stories/page.html";
const root = new URL("../fixtures/", import.meta.url);
/** @param {string} fixture @param {string} name */
const read = (fixture, name) => readFileSync(new URL(`${fixture}/${name}`, root), "utf8");

before(() => {
  const wasm = new URL("../../target/engine/clearstory_bg.wasm", import.meta.url);
  engine.initSync({ module: new WebAssembly.Module(readFileSync(wasm)) });
});

for (const fixture of readdirSync(root)) {
  test(fixture, () => {
    const article = engine.extract(read(fixture, "page.html"), { url });
    assert.equal(engine.render(article, "markdown"), read(fixture, "expected.md"));
    assert.equal(engine.render(article, "html"), read(fixture, "expected.html"));
    assert.equal(engine.render(article, "text"), read(fixture, "expected.txt"));
  });
}

test("a book holds the pictures that are given", () => {
  const article = engine.extract(read("river-talks-semantic", "page.html"), { url });
  const png = readFileSync(new URL("../browser/pages/picture.png", import.meta.url));
  const picture = article.content.find((node) => node.tag === "img").attributes.src;
  const holds = (book) => Buffer.from(book).includes(png);
  assert.ok(holds(engine.renderEpub(article, { [picture]: png })));
  assert.ok(!holds(engine.renderEpub(article)));
  const start = Buffer.from(engine.renderEpub(article)).subarray(0, 58).toString("latin1");
  assert.match(start, /^PK\x03\x04.*mimetypeapplication\/epub\+zip$/s);
});

test("an error is a real Error with a code", () => {
  const fails = (work, code) =>
    assert.throws(work, (error) => error instanceof Error && error.code === code && error.message.length > 10);
  fails(() => engine.extract("  "), "empty");
  fails(() => engine.extract("<nav>Home</nav>"), "no-story");
  fails(() => engine.extract("x".repeat(100), { limits: { bytes: 10 } }), "too-large");
  fails(() => engine.extract("<p>x", { url: "nowhere" }), "invalid-url");
  fails(() => engine.extract("<p>x", { limits: { bytes: "many" } }), "invalid-options");
  fails(() => engine.extract("<p>x", 7), "invalid-options");
  fails(() => engine.render({}, "markdown"), "invalid-options");
  fails(() => engine.renderEpub({}), "invalid-options");
  const article = engine.extract(read("river-talks-semantic", "page.html"));
  fails(() => engine.renderEpub(article, { "a.png": "bytes" }), "invalid-options");
  fails(() => engine.renderEpub(article, 7), "invalid-options");
});

test("absent values are null, not undefined", () => {
  const { metadata } = engine.extract(`<p>${"word ".repeat(40)}.</p>`);
  assert.deepEqual(Object.keys(metadata).sort(), [
    "byline",
    "direction",
    "excerpt",
    "language",
    "leadImage",
    "modified",
    "published",
    "siteName",
    "title",
    "url",
  ]);
  assert.equal(metadata.byline, null);
});

test("a new instance of the engine gives the same story", () => {
  const page = read("river-talks-semantic", "page.html");
  const once = engine.extract(page, { url });
  engine.__wbg_reset_state();
  assert.deepEqual(engine.extract(page, { url }), once);
});

test("no depth of nesting ends the instance", () => {
  const story = "<p>It rained all night, and in the morning the river stood at the second step of the old mill.</p>";
  for (const tag of ["div", "span", "b", "ul><li", "table><tr><td", "font color=red", "svg><g", "blockquote"]) {
    try {
      engine.extract(`<${tag}>`.repeat(30_000) + story);
    } catch (error) {
      assert.ok(["no-story", "too-complex"].includes(error.code), `${tag}: ${error}`);
    }
  }
});
