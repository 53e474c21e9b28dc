// Check what the extension's parts say to each other: what has not that sender, shape or size is not followed, and no answer.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { runInNewContext } from "node:vm";
import { loadSource } from "../../scripts/sources.mjs";
import { dist } from "./site.mjs";

/** Messages and answers that are right, by the check that takes them. */
const right = {
  isToggleMessage: [
    { type: "toggle", what: "page" },
    { type: "toggle", what: "selection" },
    { type: "toggle", what: "open" },
  ],
  isToggleReply: [{ done: true }, { done: false }],
  isStateMessage: [
    { type: "state", state: "readable" },
    { type: "state", state: "open" },
  ],
  isCodeMessage: [{ type: "code" }],
  isCodeReply: [{ isInjected: true }],
  isReadMessage: [
    { type: "read", name: "settings" },
    { type: "read", name: "n".repeat(100_000) },
  ],
  isReadReply: [{ outcome: "found", value: 1 }, { outcome: "refused" }],
  isSwapMessage: [
    { type: "swap", name: "settings", before: 1, after: 2 },
    { type: "swap", name: "n".repeat(100_000) },
  ],
  isSwapReply: [{ outcome: "stored" }, { outcome: "changed", value: 1 }, { outcome: "refused" }],
  isSitesMessage: [{ type: "sites" }, { type: "sites", add: "https://example.org/*", remove: "http://example.org/*" }],
  isSitesReply: [{ sites: [] }],
};

/** What stands in their places, and is wrong there. */
const wrong = {
  type: [undefined, null, 1, "eval", "toString", ["toggle"]],
  what: [undefined, null, 1, "toString", "close", ["page"]],
  done: [undefined, null, 1, "true"],
  state: [undefined, null, 1, "toString", "forbidden", ["open"]],
  isInjected: [undefined, null, 1, "true"],
  name: [undefined, null, 1, {}, ["settings"], "n".repeat(100_001)],
  outcome: [undefined, null, 1, "toString", ["refused"]],
  sites: [undefined, null, 1, "https://example.org/*", {}],
  add: [
    null,
    1,
    {},
    "",
    "*",
    "<all_urls>",
    "*://*/*",
    "https://*/*",
    "https://*.example.org/*",
    "file:///*",
    "javascript:alert()",
    "https://example.org/page",
  ],
};
wrong.remove = wrong.add;

let checks;
before(async () => {
  const files = ["messages", "store-messages", "page-messages"].map((name) => loadSource(`www/extension/${name}.ts`));
  checks = Object.assign({}, ...(await Promise.all(files)));
});

test("every check is tried", () => assert.deepEqual(Object.keys(checks).sort(), Object.keys(right).sort()));

for (const [name, messages] of Object.entries(right)) {
  test(`${name} takes what is right, and nothing else`, () => {
    const others = Object.values(right).flat();
    const spoilt = messages.flatMap((message) =>
      Object.keys(message).flatMap((place) => (wrong[place] ?? []).map((put) => ({ ...message, [place]: put }))),
    );
    for (const message of messages) assert.ok(checks[name](message), JSON.stringify(message));
    for (const message of [undefined, null, 1, "toggle", [], {}, ...spoilt]) {
      assert.ok(!checks[name](message), JSON.stringify(message));
    }
    for (const message of others.filter(({ type }) => type !== undefined && type !== messages[0].type)) {
      assert.ok(!checks[name](message), JSON.stringify(message));
    }
  });
}

test("the reader in a tab follows no message but those of its own extension", async () => {
  const listeners = [];
  const runtime = { id: "own", onMessage: { addListener: (listener) => listeners.push(listener) } };
  runInNewContext(await readFile(join(dist, "extension-chromium/content.js"), "utf8"), {
    chrome: { runtime },
    document: {},
  });
  assert.equal(listeners.length, 1);
  const message = { type: "toggle", what: "page" };
  /** True where an answer will come. */
  const follows = (message, sender) => listeners[0](message, sender, () => {});
  for (const sender of [{ id: "other" }, {}, { id: "own ", tab: { id: 1 } }])
    assert.equal(follows(message, sender), false);
  for (const what of ["close", undefined]) assert.equal(follows({ ...message, what }, { id: "own" }), false);
  assert.equal(follows(message, { id: "own" }), true);
});
