// Check that a test file that hangs fails by its name and holds up no other.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

test("a file that hangs is ended, named and counted as a failure", (t) => {
  const here = mkdtempSync(join(tmpdir(), "clearstory-tests-"));
  t.after(() => rmSync(here, { recursive: true }));
  const files = { hangs: "await new Promise((never) => setInterval(never, 1e9, never));", passes: "" };
  const paths = Object.entries(files).map(([name, body]) => {
    const path = join(here, `${name}.test.mjs`);
    writeFileSync(path, `import { test } from "node:test"; test("${name} inside", async () => { ${body} });`);
    return path;
  });
  const { status, stdout } = spawnSync(process.execPath, ["scripts/node-tests.mjs", ...paths], {
    encoding: "utf8",
    // A runner inside a runner would report to the outer one.
    env: { ...process.env, TEST_LIMIT: "2000", NODE_TEST_CONTEXT: undefined },
  });
  assert.equal(status, 1);
  assert.match(stdout, /✖ .*hangs\.test\.mjs/);
  assert.match(stdout, /timed out after 2000ms/);
  assert.match(stdout, /✔ passes inside/);
  assert.match(stdout, /^ℹ cancelled 1$/m);
});
