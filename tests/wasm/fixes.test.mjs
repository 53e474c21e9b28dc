// Teach the WebAssembly engine on one page of a site, and see it follow on another.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import * as engine from "../../target/engine/clearstory.js";

const read = (name) => readFileSync(new URL(`../browser/pages/${name}`, import.meta.url), "utf8");
const text = (article) => engine.render(article, "text");

before(() => {
  const wasm = new URL("../../target/engine/clearstory_bg.wasm", import.meta.url);
  engine.initSync({ module: new WebAssembly.Module(readFileSync(wasm)) });
});

test("what is taken out of one page is out of another, as JSON carries it", () => {
  const page = new engine.Page(read("fixes.html"));
  const own = page.select({});
  assert.match(text(own), /Our captains/);
  assert.deepEqual([own.learned, own.fixes], [[], []]);
  const numbers = own.blocks.map(({ block }) => block);
  const taught = numbers.map((drop) => page.select({ drop: [drop] })).find((article) => !/Our captains/.test(text(article)));
  const fixes = JSON.parse(JSON.stringify(taught.learned));
  const other = new engine.Page(read("fixes-other.html"));
  assert.match(text(other.select({})), /Guided walks/);
  const followed = other.select({ fixes });
  assert.ok(!text(followed).includes("Guided walks"));
  assert.deepEqual(followed.fixes, ["applied"]);
});

test("what is no fix is refused with a code", () => {
  const page = new engine.Page(read("fixes.html"));
  for (const fixes of [7, [{}], [{ act: "eval", target: { path: [] } }], [{ act: "drop", target: { path: [{}] } }]]) {
    assert.throws(
      () => page.select({ fixes }),
      (error) => error.code === "invalid-options",
    );
  }
});
