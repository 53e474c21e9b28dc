// Hold what we build on to deny.toml, and what we ship on npm to nothing but itself.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const deny = (/** @type {string[]} */ ...args) =>
  spawnSync("cargo", ["deny", ...args], { cwd: fileURLToPath(root), encoding: "utf8" });
const hasDeny = deny("--version").status === 0;

test("no npm package is needed at run time", () => {
  for (const file of ["package.json", "dist/embed/package.json"]) {
    const { dependencies, peerDependencies, optionalDependencies } = JSON.parse(
      readFileSync(new URL(file, root), "utf8"),
    );
    for (const kind of [dependencies, peerDependencies, optionalDependencies]) assert.equal(kind, undefined, file);
  }
});

test("SECURITY.md lists every crate that is needed at run time, and no other", () => {
  const read = (/** @type {string} */ file) => readFileSync(new URL(file, root), "utf8");
  const [, listed = ""] = /^What is needed at run time:(.*?)\n\n/ms.exec(read("SECURITY.md")) ?? [];
  const [, declared = ""] = /^\[dependencies\]\n(.*?)^\[/ms.exec(read("Cargo.toml")) ?? [];
  const names = (/** @type {string} */ text, /** @type {RegExp} */ name) =>
    [...text.matchAll(name)].map(([, is]) => is).sort();
  assert.deepEqual(names(listed, /`([^`]+)`/g), names(declared, /^([\w-]+) = /gm));
});

test("licences, duplicates and sources of all crates", { skip: !hasDeny && "cargo deny is not installed" }, () => {
  const { status, stderr } = deny("--offline", "--locked", "check", "licenses", "bans", "sources");
  assert.equal(status, 0, stderr);
});
