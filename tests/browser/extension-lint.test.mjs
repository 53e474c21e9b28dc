// What the store for Firefox's extensions would say of ours: its own linter, on the folder that is shipped.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createInstance } from "addons-linter";

const folder = fileURLToPath(new URL("../../dist/extension-firefox", import.meta.url));

/** The messages of each kind, as a line each. */
async function messages() {
  const linter = createInstance({
    config: { _: [folder], logLevel: "fatal", output: "none", stack: false, shouldScanFile: () => true },
    runAsBinary: false,
  });
  const report = await linter.run({ _console: { log() {}, error() {} } });
  const lines = (list) => list.map(({ code, message, file }) => `${code}: ${message} (${file ?? "-"})`);
  return { errors: lines(report.errors), warnings: lines(report.warnings), notices: lines(report.notices) };
}

test("the store's linter finds no error, nothing to warn of and nothing to note", async () => {
  const { errors, warnings, notices } = await messages();
  assert.deepEqual({ errors, warnings, notices }, { errors: [], warnings: [], notices: [] });
});
