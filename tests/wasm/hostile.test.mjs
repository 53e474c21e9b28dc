// Give the WebAssembly engine pages that are made to stall, swell or end it: each is answered, or refused with a code.
// HOSTILE_SCALE=2 HOSTILE_SOUP=5000 runs all of ../shared/attacks/adversarial.py, twice as large; the default is a part of it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as engine from "../../target/engine/clearstory.js";
import { shapes } from "./shapes.mjs";

const root = new URL("../../", import.meta.url);
const url = "https://example.org/stories/page.html";
const refusals = ["empty", "no-story", "too-large", "too-complex"];

/** Milliseconds of work, not of waiting: other tests run beside this one. */
const longest = 2_000;
/** Less is not worth a look at how it grows. */
const notable = 100;
const steepest = 1.25;
const memoryLimit = (bytes) => 64 * 1024 * 1024 + 24 * bytes;
const outputLimit = (bytes) => 4 * bytes + 65_536;
const deepest = 200;

const module = new WebAssembly.Module(readFileSync(new URL("target/engine/clearstory_bg.wasm", root)));
const control = readFileSync(new URL("tests/fixtures/river-talks-semantic/page.html", root), "utf8");
let expected;

before(() => {
  engine.initSync({ module });
  expected = JSON.stringify(engine.extract(control, { url }));
});

/** Milliseconds that `work` keeps the processor busy. */
function timed(work) {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return { result, time: (user + system) / 1000 };
}

/** The article of a page, or the code that it is refused with; anything else that is thrown is a failure. */
function answer(html) {
  try {
    return engine.extract(html, { url });
  } catch (error) {
    assert.ok(refusals.includes(error.code), `${error.stack}`);
    return error.code;
  }
}

/** Extract a page on a fresh instance, and hold what it cost to the promises. */
function survive(name, html) {
  const bytes = Buffer.byteLength(html);
  engine.__wbg_reset_state();
  const { memory } = engine.initSync({ module });
  const { result, time } = timed(() => answer(html));
  const peak = memory.buffer.byteLength;
  assert.ok(peak <= memoryLimit(bytes), `${name}: ${peak} bytes of memory for ${bytes}`);
  assert.ok(time <= longest, `${name}: ${Math.round(time)} ms`);
  if (typeof result !== "string") {
    const depth = result.content.reduce((most, node) => Math.max(most, "tag" in node ? node.depth + 1 : 0), 0);
    assert.ok(depth <= deepest, `${name}: ${depth} deep`);
    const output = Buffer.byteLength(engine.render(result, "html"));
    assert.ok(output <= outputLimit(bytes), `${name}: ${output} bytes of ${bytes}`);
  }
  assert.equal(JSON.stringify(engine.extract(control, { url })), expected, `${name}: the next page is not as ever`);
  return time;
}

/** The exponent of a page's time over its size, from a quarter of it to all. */
function growth(name, page, n) {
  const time = survive(name, page(n));
  return time < notable ? 0 : Math.log(time / survive(name, page(n / 4))) / Math.log(4);
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

const generator = fileURLToPath(new URL("../shared/attacks/adversarial.py", root));
const isHere = existsSync(generator);

test("the shared adversarial pages", { skip: !isHere && `${generator} is not here` }, () => {
  const folder = mkdtempSync(join(tmpdir(), "clearstory-"));
  after(() => rmSync(folder, { recursive: true }));
  const { HOSTILE_SCALE = "0.05", HOSTILE_SOUP = "100" } = process.env;
  execFileSync("python3", ["-B", generator, folder, "--scale", HOSTILE_SCALE, "--soup", HOSTILE_SOUP]);
  const read = (name) => readFileSync(join(folder, name));
  const pages = JSON.parse(read("manifest.json"));
  for (const { file } of pages) survive(file, new TextDecoder().decode(read(file)));
  const strings = JSON.parse(read("js_strings.json"));
  for (const { name, html } of strings) survive(name, html);
  assert.ok(pages.length > 300 && strings.length >= 8);
});
