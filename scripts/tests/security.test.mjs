// Hold SECURITY.md to what it says: every test that it names beside a promise is there.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, root), "utf8");
const isHere = (/** @type {string} */ path) => existsSync(new URL(path, root));
const rows = read("SECURITY.md")
  .split("\n")
  .filter((line) => /^\| [^-p]/.test(line))
  .map((line) => line.split(" | "));

/**
 * What a group names: files, and what is in one of them. A file without a folder is in the folder of the one before, or here.
 * @param {string} group
 */
function named(group) {
  /** @type {string[]} */
  const files = [];
  for (const [, code] of group.matchAll(/`([^`]+)`/g)) {
    const path = code?.match(/[\w./-]+(?:\/[\w.-]*|\.\w+)/)?.[0] ?? (code === "fuzz" ? code : undefined);
    if (!path) continue;
    const beside = files[0]?.replace(/[^/]*$/, path) ?? path;
    files.push(path.includes("/") || isHere(path) ? path : beside);
  }
  const functions = [...group.matchAll(/`(\w+_\w+)`/g)].map(([, name]) => `fn ${name}(`);
  const names = [...group.matchAll(/"([^"]+)"/g)].flatMap(([, name]) => name?.split("…") ?? []);
  return { files, words: [...functions, ...names.map((words) => words.trim())].filter(Boolean) };
}

for (const [promise = "", held = ""] of rows) {
  test(promise.slice(2), () => {
    const groups = held.split(";").map(named);
    assert.ok(
      groups.some(({ files }) => files.length > 0),
      "no test is named",
    );
    for (const { files, words } of groups) {
      for (const file of files) assert.ok(isHere(file), `${file} is not there`);
      const texts = files.filter((file) => /\.\w+$/.test(file)).map(read);
      for (const some of words) {
        assert.ok(
          texts.some((text) => text.includes(some)),
          `"${some}" is not in ${files}`,
        );
      }
    }
  });
}

test("the promises of SECURITY.md", () => assert.ok(rows.length > 25, `${rows.length} promises`));
