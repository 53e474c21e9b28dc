// Judge a page or a frame by axe-core.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What is wrong in it: a line for each rule that is broken, with the elements that break it. */
export async function violations(frame) {
  await frame.evaluate(axe);
  const { violations, passes } = await frame.evaluate(() => globalThis.axe.run(document));
  assert.ok(passes.length > 10, "axe has looked at something");
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}
