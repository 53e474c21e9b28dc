// Run test files, each in a process of its own that is ended when it hangs, and report as they go.
// Usage: node scripts/node-tests.mjs FILE...
import { run } from "node:test";
import { spec } from "node:test/reporters";

/** Milliseconds. Many times what the slowest file needs on a slow machine with two cores. */
const LIMIT = Number(process.env.TEST_LIMIT ?? 120_000);

run({ files: process.argv.slice(2), concurrency: true, timeout: LIMIT })
  .on("test:fail", () => {
    process.exitCode = 1;
  })
  .compose(new spec())
  .pipe(process.stdout);
