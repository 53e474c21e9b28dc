// Hold the engine to what others ask of a reader: the pages of ../shared/attacks/reader_threats.json, each with patterns
// that its story's HTML must not match (`forbid`) or must (`require`).
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as engine from "../../target/engine/clearstory.js";

const file = fileURLToPath(new URL("../../../shared/attacks/reader_threats.json", import.meta.url));
const threats = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;

before(() => engine.initSync({ module: readFileSync(new URL("../../target/engine/clearstory_bg.wasm", import.meta.url)) }));

/** The patterns are written as Python's, which names the flag in the pattern. */
function pattern(source) {
  const folds = source.startsWith("(?i)");
  return new RegExp(folds ? source.slice(4) : source, folds ? "i" : "");
}

/** The story's document, but for two tags of its own head, which the patterns mean where a page puts them. */
function printed(html, url) {
  return engine.render(engine.extract(html, { url }), "html").replace(/<meta name=|<link rel="canonical"/g, "");
}

for (const { title, url, html, forbid, require } of threats ?? []) {
  test(title, () => {
    const story = printed(html, url);
    for (const source of forbid) assert.doesNotMatch(story, pattern(source));
    for (const source of require) assert.match(story, pattern(source));
  });
}

test("the shared threats to readers", { skip: !threats && `${file} is not here` }, () => {
  assert.ok(threats.length >= 89);
  assert.ok(threats.flatMap(({ forbid, require }) => [...forbid, ...require]).length > 100);
});
