// Check that a test file that hangs fails by its name and holds up no other, and that one that fails is run once more
// where that is asked for, and seen.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

/**
 * Run the runner over files that hold one test each.
 * @param {import("node:test").TestContext} t
 * @param {Record<string, string>} bodies what the test of each file does, or the whole file
 * @param {string[]} options
 */
function runTests(t, bodies, ...options) {
  const here = mkdtempSync(join(tmpdir(), "clearstory-tests-"));
  t.after(() => rmSync(here, { recursive: true }));
  const paths = Object.entries(bodies).map(([name, body]) => {
    const path = join(here, `${name}.test.mjs`);
    const whole = `import { test } from "node:test"; test("${name} inside", async () => { ${body} });`;
    writeFileSync(path, body.startsWith("import ") ? body : whole);
    return path;
  });
  return spawnSync(process.execPath, ["scripts/node-tests.mjs", ...options, ...paths], {
    encoding: "utf8",
    // A runner inside a runner would report to the outer one.
    env: { ...process.env, TEST_LIMIT: "2000", NODE_TEST_CONTEXT: undefined, HERE: here },
  });
}

/** Fails when it is run for the first time. */
const failsOnce = `
  const { existsSync, writeFileSync } = await import("node:fs");
  const mark = process.env.HERE + "/mark";
  if (!existsSync(mark)) { writeFileSync(mark, ""); throw new Error("the first time"); }`;
const fails = "throw new Error('every time');";

test("a file that hangs is ended, named and counted as a failure", (t) => {
  const hangs = "await new Promise((never) => setInterval(never, 1e9, never));";
  const { status, stdout } = runTests(t, { hangs, passes: "" });
  assert.equal(status, 1);
  assert.match(stdout, /✖ .*hangs\.test\.mjs/);
  assert.match(stdout, /timed out after 2000ms/);
  assert.match(stdout, /✔ passes inside/);
  assert.match(stdout, /^ℹ cancelled 1$/m);
});

test("a file that fails is run once, unless it is asked for again", (t) => {
  const { status, stdout } = runTests(t, { failsOnce, passes: "" });
  assert.equal(status, 1);
  assert.doesNotMatch(stdout, /Once more/);
});

test("what fails is run again by itself where that is asked for, and both runs are shown", (t) => {
  const { status, stdout } = runTests(t, { failsOnce, passes: "" }, "--again");
  assert.equal(status, 0, stdout);
  assert.match(stdout, /✖ failsOnce inside.*== Once more\n.*failsOnce\.test\.mjs\n\n✔ failsOnce inside/s);
  assert.deepEqual(stdout.match(/^ℹ (?:tests|fail) \d+$/gm), ["ℹ tests 2", "ℹ fail 1", "ℹ tests 1", "ℹ fail 0"]);
});

test("what fails again has failed", (t) => {
  const { status, stdout } = runTests(t, { failsOnce, fails, passes: "" }, "--again");
  assert.equal(status, 1, stdout);
  assert.deepEqual(stdout.match(/^ℹ (?:tests|fail) \d+$/gm), ["ℹ tests 3", "ℹ fail 2", "ℹ tests 2", "ℹ fail 1"]);
});

test("what fails in a module of tests has failed, and is run again by the file that imports it", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "clearstory-module-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "shared.mjs");
  for (const [body, expected] of /** @type {const} */ ([
    [fails, 1],
    [failsOnce, 0],
  ])) {
    writeFileSync(
      path,
      `import { test } from "node:test"; export const all = () => test("shared", async () => { ${body} });`,
    );
    const { status, stdout } = runTests(
      t,
      { importing: `import { all } from "${path}"; all();`, passes: "" },
      "--again",
    );
    assert.equal(status, expected, stdout);
    assert.match(stdout, /== Once more\n.*importing\.test\.mjs\n\n/);
    assert.equal(stdout.match(/passes inside/g)?.length, 1);
  }
});
