// Hold the engine to what others ask of a reader. tests/browser/attacks-live.test.mjs holds the view to it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import * as engine from "../../target/engine/clearstory.js";
import { skip, threats, unmet } from "../browser/attacks/threats.mjs";

before(() => engine.initSync({ module: readFileSync(new URL("../../target/engine/clearstory_bg.wasm", import.meta.url)) }));

/** The story's document, but for two tags of its own head, which the patterns mean where a page puts them. */
function printed({ html, url }) {
  return engine.render(engine.extract(html, { url }), "html").replace(/<meta name=|<link rel="canonical"/g, "");
}

for (const threat of threats ?? []) {
  test(threat.title, () => assert.deepEqual(unmet(threat, printed(threat)), []));
}

test("the shared threats to readers", { skip }, () => {
  assert.ok(threats.length >= 89);
  assert.ok(threats.flatMap(({ forbid, require }) => [...forbid, ...require]).length > 100);
});
