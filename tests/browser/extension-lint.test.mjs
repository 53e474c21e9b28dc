// What the stores would say of the zips that are sent to them: Firefox's own linter, and that they hold what was tested.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { test } from "node:test";
import { createInstance } from "addons-linter";
import { unzipSync } from "fflate";
import { filesIn } from "../../scripts/archive.mjs";
import { dist } from "./site.mjs";

/** The messages of each kind, as a line each. */
async function messages(path) {
  const linter = createInstance({
    config: { _: [path], logLevel: "fatal", output: "none", stack: false, shouldScanFile: () => true },
    runAsBinary: false,
  });
  const report = await linter.run({ _console: { log() {}, error() {} } });
  const lines = (list) => list.map(({ code, message, file }) => `${code}: ${message} (${file ?? "-"})`);
  return { errors: lines(report.errors), warnings: lines(report.warnings), notices: lines(report.notices) };
}

test("the store's linter finds no error, nothing to warn of and nothing to note", async () => {
  const { errors, warnings, notices } = await messages(join(dist, "extension-firefox.zip"));
  assert.deepEqual({ errors, warnings, notices }, { errors: [], warnings: [], notices: [] });
});

for (const browser of ["chromium", "firefox"]) {
  test(`the zip for ${browser} holds the files of its folder, with the manifest at the root`, async () => {
    const folder = join(dist, `extension-${browser}`);
    const zipped = unzipSync(await readFile(`${folder}.zip`));
    const files = await filesIn(folder);
    assert.deepEqual(Object.keys(zipped).sort(), files.map((file) => relative(folder, file)).sort());
    for (const file of files) {
      assert.ok((await readFile(file)).equals(zipped[relative(folder, file)]), file);
    }
    assert.equal(JSON.parse(Buffer.from(zipped["manifest.json"])).manifest_version, 3);
  });
}
