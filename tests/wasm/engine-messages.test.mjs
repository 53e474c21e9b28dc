// Check what the engine may be asked from another world, and what it may answer: what has not that shape or size is
// neither made nor shown.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { loadSource } from "../../scripts/sources.mjs";

/** The largest page that the engine takes, in characters. */
const largest = 32 * 1024 * 1024;
const article = {
  metadata: {},
  content: [],
  dropped: [],
  candidates: [],
  fixes: [],
  learned: [],
  pageType: "article",
  confidence: 1,
  readingMinutes: 1,
};
const source = { html: "<p>Rain</p>", url: "https://example.org/" };
const fix = { act: "drop", target: { path: [{ tag: "p", names: ["rain"] }], text: "It rained." } };
const choice = { least: 0.2, all: false, keep: [1], drop: [], fixes: [fix], picks: [] };
const bytes = new Uint8Array(2);

let messages;
before(async () => {
  messages = await loadSource("www/shim/engine-messages.ts");
});

/** The value, and beside it what it becomes with another value at each of some places. */
const others = (value, places) =>
  Object.entries(places).flatMap(([place, wrong]) => wrong.map((put) => ({ ...value, [place]: put })));

const noTexts = [undefined, null, 3, ["x"], {}];
const noLists = [undefined, null, 3, "x", {}];

test("what asks for no story, of no page or of too large a one, is no question", () => {
  assert.ok(messages.isQuestion({ type: "extract", ...source }));
  assert.ok(messages.isQuestion({ type: "extract", ...source, html: " ".repeat(largest) }));
  const wrong = others(
    { type: "extract", ...source },
    { type: [undefined, "eval", "toString", 3], html: [...noTexts, " ".repeat(largest + 1)], url: noTexts },
  );
  for (const question of [null, undefined, "extract", 3, [], {}, ...wrong]) assert.ok(!messages.isQuestion(question));
});

test("a choice of another shape is no question", () => {
  const select = (choice) => ({ type: "select", ...source, choice });
  for (const right of [choice, {}]) assert.ok(messages.isQuestion(select(right)));
  const many = Array.from({ length: 100_001 }, (_, at) => at);
  const wrong = others(choice, {
    least: ["0.2", -1, Number.NaN, null],
    all: ["yes", 1, null],
    keep: [null, "1", {}, ["1"], [0.5], many],
    drop: [null, [{}]],
    fixes: [null, {}, ["p"], [{}], [{ ...fix, act: "eval" }], Array.from({ length: 1001 }, () => fix)],
    picks: [null, [{ ...fix, target: { path: [] } }]],
  });
  for (const choice of [undefined, null, 3, ...wrong]) assert.ok(!messages.isQuestion(select(choice)));
});

test("what is no story is not printed, nor in a form that there is not, nor with pictures that are none", () => {
  const render = { type: "render", article, format: "html" };
  const bind = { type: "bind", article, pictures: { "https://example.org/a.png": bytes } };
  for (const right of [render, bind, { type: "bind", article }]) assert.ok(messages.isQuestion(right));
  const stories = others(article, {
    metadata: [undefined, null, "x"],
    content: noLists,
    dropped: noLists,
    candidates: noLists,
    fixes: noLists,
    learned: noLists,
    pageType: noTexts,
    confidence: [undefined, null, "1"],
    readingMinutes: [undefined, null, "1"],
  });
  const wrong = [
    ...others(render, { article: [undefined, null, "x", ...stories], format: [undefined, "epub", "toString"] }),
    ...others(bind, { article: stories, pictures: [null, "x", { a: "x" }, { a: [1] }] }),
  ];
  for (const question of wrong) assert.ok(!messages.isQuestion(question));
});

test("an answer of another shape is none", () => {
  const answers = [
    [{ type: "extract" }, { article }],
    [{ type: "select" }, { article }],
    [{ type: "render" }, { text: "Rain" }],
    [{ type: "bind" }, { book: bytes }],
  ];
  const wrong = [null, undefined, 3, "Rain", [], {}, { error: "eval" }, { error: "toString" }, { article: {} }, { text: 3 }];
  for (const [question, answer] of answers) {
    assert.ok(messages.isReplyTo(question, answer), question.type);
    assert.ok(messages.isReplyTo(question, { error: "no-story" }), question.type);
    const ofOthers = answers.map(([, other]) => other).filter((other) => Object.keys(other)[0] !== Object.keys(answer)[0]);
    for (const reply of [...wrong, { book: "Rain" }, ...ofOthers]) {
      assert.ok(!messages.isReplyTo(question, reply), `${question.type}: ${JSON.stringify(reply)}`);
    }
  }
});
