// Check that what is shipped depends neither on the folder that it was built in nor on when and by whom. Needs `make dist`.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { differences } from "../reproducible.mjs";
import { buildIn, copyProject, folder, project } from "./elsewhere.mjs";

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
  const ORIGIN = readFileSync(join(project, "target/settings/ORIGIN"), "utf8").trim();
  const copy = copyProject(t);
  const { status, stderr } = buildIn(copy, { ORIGIN, TZ: "Asia/Tokyo", LC_ALL: "C" });
  assert.equal(status, 0, stderr);
  assert.deepEqual(await differences(join(project, "dist"), join(copy, "dist")), []);
});
