// Check that what is shipped depends neither on the folder that it was built in nor on when and by whom. Needs `make dist`.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { differences } from "../reproducible.mjs";

const project = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");

/** @param {import("node:test").TestContext} t */
function folder(t) {
  // Where the packages can be linked to, file by file.
  const made = mkdtempSync(join(project, "target", "reproducible-"));
  t.after(() => rmSync(made, { recursive: true }));
  return made;
}

test("files that are missing, added or changed are named", async (t) => {
  const here = folder(t);
  const [one, other] = [join(here, "one"), join(here, "other")];
  for (const side of [one, other]) {
    mkdirSync(join(side, "inner"), { recursive: true });
    writeFileSync(join(side, "same.txt"), "same");
    writeFileSync(join(side, "inner", "changed.txt"), side);
  }
  writeFileSync(join(one, "before.txt"), "");
  writeFileSync(join(other, "inner", "after.txt"), "");
  assert.deepEqual(await differences(one, other), [
    `before.txt is in ${one} alone`,
    `inner/after.txt is in ${other} alone`,
    "inner/changed.txt differs",
  ]);
});

test("built around the same engine in another folder, zone and language, every file is the same", async (t) => {
  const copy = join(folder(t), "another", "folder");
  mkdirSync(join(copy, "target"), { recursive: true });
  const settings = readdirSync(project).filter((name) => /\.(?:json|toml)$|^LICENSE$/.test(name));
  for (const name of ["www", "scripts", "target/engine", ...settings]) {
    cpSync(join(project, name), join(copy, name), { recursive: true });
  }
  execFileSync("cp", ["-al", join(project, "node_modules"), copy]);
  const ORIGIN = readFileSync(join(project, "target/settings/ORIGIN"), "utf8").trim();
  const env = { ...process.env, ORIGIN, TZ: "Asia/Tokyo", LC_ALL: "C" };
  const { status, stderr } = spawnSync(process.execPath, ["www/build.mjs"], { cwd: copy, env, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  assert.deepEqual(await differences(join(project, "dist"), join(copy, "dist")), []);
});
