// Give the WebAssembly engine a page that is made to stall, swell or end it, and say which promises it has broken.
import { readFileSync } from "node:fs";
import * as engine from "../../target/engine/clearstory.js";

const root = new URL("../../", import.meta.url);
export const url = "https://example.org/stories/page.html";
const refusals = ["empty", "no-story", "too-large", "too-complex"];

/** Milliseconds of work, not of waiting: other tests run beside this one. */
const longest = 2_000;
/** Bytes of memory that a page of so many may take. */
export const memoryLimit = (bytes) => 64 * 1024 * 1024 + 24 * bytes;
const outputLimit = (bytes) => 4 * bytes + 65_536;
const deepest = 200;

/** Less is not worth a look at how it grows: milliseconds. */
export const notable = 100;
/** The power of a page's size that its time may grow with. */
export const steepest = 1.25;

const module = new WebAssembly.Module(readFileSync(new URL("target/engine/clearstory_bg.wasm", root)));
const control = readFileSync(new URL("tests/fixtures/river-talks-semantic/page.html", root), "utf8");
engine.initSync({ module });
const expected = JSON.stringify(engine.extract(control, { url }));

/** Milliseconds that `work` keeps the processor busy. */
export function timed(work) {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return { result, time: (user + system) / 1000 };
}

/** The article of a page, or the code that it is refused with; anything else that is thrown is a fault. */
function answer(html) {
  try {
    return engine.extract(html, { url });
  } catch (error) {
    return refusals.includes(error.code) ? error.code : error;
  }
}

/** Extract a page on a fresh instance: what it cost, and which promises were broken. */
export function survive(html) {
  const bytes = Buffer.byteLength(html);
  engine.__wbg_reset_state();
  const { memory } = engine.initSync({ module });
  const { result, time } = timed(() => answer(html));
  const peak = memory.buffer.byteLength;
  const faults = [
    ...(peak > memoryLimit(bytes) ? [`${peak} bytes of memory for ${bytes}`] : []),
    ...(time > longest ? [`${Math.round(time)} ms`] : []),
    ...(result instanceof Error ? [`${result.stack}`] : []),
    ...(result.content ? faultsOfStory(result, bytes) : []),
  ];
  if (JSON.stringify(engine.extract(control, { url })) !== expected) faults.push("the next page is not as ever");
  return { bytes, time, peak, isRefused: typeof result === "string", faults };
}

function faultsOfStory(article, bytes) {
  const depth = article.content.reduce((most, node) => Math.max(most, "tag" in node ? node.depth + 1 : 0), 0);
  const output = Buffer.byteLength(engine.render(article, "html"));
  return [
    ...(depth > deepest ? [`${depth} deep`] : []),
    ...(output > outputLimit(bytes) ? [`${output} bytes of ${bytes}`] : []),
  ];
}
