// Check that an archive depends on what is in its folder and on nothing else.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { unzipSync } from "fflate";
import { archive } from "../archive.mjs";

test("files made in another order, at another time and in another zone give the same bytes", async (t) => {
  const here = mkdtempSync(join(tmpdir(), "clearstory-archive-"));
  const zone = process.env.TZ;
  t.after(() => {
    rmSync(here, { recursive: true });
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  /** @param {string} name @param {string[]} order @param {string} tz */
  const zipOf = async (name, order, tz) => {
    mkdirSync(join(here, name, "inner"), { recursive: true });
    for (const file of order) {
      writeFileSync(join(here, name, file), `text of ${file}`);
      utimesSync(join(here, name, file), order.length, order.indexOf(file) * 1e6);
    }
    process.env.TZ = tz;
    await archive(join(here, name), join(here, `${name}.zip`));
    return readFileSync(join(here, `${name}.zip`));
  };
  const one = await zipOf("one", ["b.txt", "inner/a.txt"], "UTC");
  const two = await zipOf("two", ["inner/a.txt", "b.txt"], "Asia/Tokyo");
  assert.ok(one.equals(two));
  assert.deepEqual(Object.keys(unzipSync(one)), ["b.txt", "inner/a.txt"]);
});
