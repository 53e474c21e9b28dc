// Give the WebAssembly engine pages that are made to stall, swell or end it: each is answered, or refused with a code.
// HOSTILE_SCALE=2 HOSTILE_SOUP=5000 runs all of ../shared/attacks/adversarial.py, twice as large; the default is a part of it.
// measure.mjs says what each of those pages costs.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as engine from "../../target/engine/clearstory.js";
import { shapes } from "./shapes.mjs";
import { notable, steepest, survive, timed, url } from "./survive.mjs";

/** Milliseconds that a page takes, which keeps all promises. */
function timeOf(name, html) {
  const { time, faults } = survive(html);
  assert.deepEqual(faults, [], name);
  return time;
}

/** The exponent of a page's time over its size, from a quarter of it to all. */
function growth(name, page, n) {
  const time = timeOf(name, page(n));
  return time < notable ? 0 : Math.log(time / timeOf(name, page(n / 4))) / Math.log(4);
}

for (const [name, [n, page]] of Object.entries(shapes)) {
  test(name, () => {
    // What else the machine does can make one try look steep, not three.
    const tries = [];
    while (tries.length < 3 && !(tries.at(-1) <= steepest)) tries.push(growth(name, page, n));
    assert.ok(tries.at(-1) <= steepest, `grows with the powers ${tries.map((power) => power.toFixed(2))}`);
  });
}

test("a new instance of the module is made in 20 ms", () => {
  const times = [0, 1, 2].map(() => timed(() => engine.__wbg_reset_state()).time);
  assert.ok(Math.min(...times) <= 20, `${times} ms`);
});

test("halves of surrogate pairs are read as the sign for what cannot be read", () => {
  const page = (sign) => `<title>Rain${sign}</title><p title="${sign}">${`It rained ${sign} all night. `.repeat(20)}</p>`;
  const read = (sign) => JSON.stringify(engine.extract(page(sign), { url }));
  for (const half of ["\ud800", "\udc00", "\udc00\ud800"])
    assert.equal(read(half), read("\ufffd".repeat(half.length)), escape(half));
});

test("NUL and the byte order mark are no words", () => {
  const page = (sign) => `${sign}<title>Rain</title><p>${`It ${sign} rained all night. `.repeat(20)}</p>`;
  const textOf = (sign) => engine.render(engine.extract(page(sign), { url }), "text");
  assert.equal(textOf("\0"), textOf(""));
  assert.equal(textOf("\ufeff").replaceAll("\ufeff ", ""), textOf(""));
});

const generator = fileURLToPath(new URL("../../../shared/attacks/adversarial.py", import.meta.url));
const isHere = existsSync(generator);

test("the shared adversarial pages", { skip: !isHere && `${generator} is not here` }, () => {
  const folder = mkdtempSync(join(tmpdir(), "clearstory-"));
  after(() => rmSync(folder, { recursive: true }));
  const { HOSTILE_SCALE = "0.05", HOSTILE_SOUP = "100" } = process.env;
  execFileSync("python3", ["-B", generator, folder, "--scale", HOSTILE_SCALE, "--soup", HOSTILE_SOUP]);
  const read = (name) => readFileSync(join(folder, name));
  const pages = JSON.parse(read("manifest.json"));
  for (const { file } of pages) timeOf(file, new TextDecoder().decode(read(file)));
  const strings = JSON.parse(read("js_strings.json"));
  for (const { name, html } of strings) timeOf(name, html);
  assert.ok(pages.length > 300 && strings.length >= 8);
});
