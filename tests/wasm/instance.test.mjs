// Hold the one instance of the engine that a world keeps to its memory: it makes way for a new one where it has run out of
// that, and where it has taken much of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { loadSource } from "../../scripts/sources.mjs";
import { countReplaced, limitMemory } from "../browser/trap.mjs";

const file = readFileSync(new URL("../../target/engine/clearstory_bg.wasm", import.meta.url));
const control = {
  html: readFileSync(new URL("../fixtures/river-talks-semantic/page.html", import.meta.url), "utf8"),
  url: "https://example.org/stories/page.html",
};
const pageOf = (sentences) => ({ html: `<p>${"The river stood at the mill. ".repeat(sentences)}</p>`, url: control.url });
const large = pageOf(400_000);
const picture = new Uint8Array(4e7);
picture.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

let whole;
let limited;
before(async () => {
  countReplaced();
  whole = await WebAssembly.compile(file);
  limitMemory();
  limited = await WebAssembly.compile(file);
});

/** A world of its own with an instance of a module. */
const start = async (module) => (await loadSource("www/shim/engine.ts")).startEngine(module);

/** Make a book of a story with a large picture. */
function bind(engine, story) {
  const { src } = story.content.find(({ tag }) => tag === "img").attributes;
  return engine.renderEpub(story, { [src]: picture });
}

/** What comes of a piece of work: "done", or the code that it is refused with. */
function outcome(work) {
  try {
    work();
    return "done";
  } catch ({ code }) {
    return code;
  }
}

test("where memory runs out, at whatever point of the work, that is said, and the next page is read as ever", async () => {
  const engine = await start(limited);
  const expected = engine.extract(control);
  const story = (await start(whole)).extract(large);
  const sizes = [];
  for (let sentences = 5; sentences < 1e6; sentences *= 1.2) sizes.push(Math.ceil(sentences));
  const works = [
    ...sizes.map((sentences) => () => engine.extract(pageOf(sentences))),
    ...sizes.map((sentences) => () => engine.select(pageOf(sentences), { all: true })),
    ...["html", "markdown", "text"].map((format) => () => engine.render(story, format)),
    () => engine.renderEpub(story),
    () => bind(engine, expected),
  ];
  const outcomes = works.map((work) => {
    const before = globalThis.replaced;
    const is = outcome(work);
    assert.deepEqual(engine.extract(control), expected);
    assert.equal(globalThis.replaced - before, is === "crashed" ? 1 : 0);
    return is;
  });
  assert.deepEqual([...new Set(outcomes)], ["done", "crashed"]);
  assert.deepEqual(outcomes.slice(-5), Array(5).fill("crashed"));
});

test("where a new instance has no room either, that is said, until there is some", async () => {
  const engine = await start(limited);
  const expected = engine.extract(control);
  assert.equal(outcome(() => engine.extract(large)), "crashed");
  let taken = takeAllRoom();
  for (let time = 0; time < 2; time++) assert.equal(outcome(() => engine.extract(control)), "crashed");
  assert.ok(taken.length > 0);
  taken = undefined;
  collectGarbage();
  assert.deepEqual(engine.extract(control), expected);
});

test("an instance that has grown large makes way for a new one, once nothing is kept in it any more", async () => {
  const engine = await start(whole);
  const extract = (page) => () => engine.extract(page);
  const select = (page) => () => engine.select(page, { all: true });
  const story = engine.extract(control);
  const works = {
    "select a page": [select(control), 0],
    "select a large one": [select(large), 0],
    "select it once more": [select(large), 0],
    "select the first again": [select(control), 1],
    "select that once more": [select(control), 0],
    "extract a large page": [extract(large), 0],
    "extract a small one": [extract(control), 1],
    "bind a large book": [() => bind(engine, story), 0],
    "extract after it": [extract(control), 1],
    "extract once more": [extract(control), 0],
  };
  for (const [name, [work, expected]] of Object.entries(works)) {
    const before = globalThis.replaced;
    work();
    assert.equal(globalThis.replaced - before, expected, name);
  }
});

/** As many memories as there can be: there is no room for another, nor for an instance with its own. */
function takeAllRoom() {
  const taken = [];
  assert.throws(() => {
    for (;;) taken.push(new WebAssembly.Memory({ initial: 1, maximum: 65_536 }));
  }, RangeError);
  return taken;
}

function collectGarbage() {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}
