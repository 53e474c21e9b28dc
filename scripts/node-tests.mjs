// Run test files, each in a process of its own that is ended when it hangs, and report as they go.
// Usage: node scripts/node-tests.mjs [--again] FILE...
//   --again  where some files fail, run those once more when all are done, and hold against them what fails then. For tests
//            of real browsers, which on a busy machine now and then lose a window or a message; what failed is shown.
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";

/** Milliseconds. Many times what the slowest file needs on a slow machine with two cores. */
const LIMIT = Number(process.env.TEST_LIMIT ?? 300_000);

const files = process.argv.slice(2).filter((argument) => argument !== "--again");
let failed = await failing(files);
if (failed.length > 0 && failed.length < files.length && process.argv.includes("--again")) {
  console.log(`\n== Once more\n${failed.join("\n")}\n`);
  failed = await failing(failed);
}
process.exitCode = failed.length > 0 ? 1 : 0;

/**
 * Run files to their end: those in which anything failed.
 * @param {string[]} files
 * @returns {Promise<string[]>}
 */
async function failing(files) {
  const failed = new Set();
  const tests = run({ files, concurrency: true, timeout: LIMIT });
  // What fails as a whole, as a file that hangs, has no file but its name.
  tests.on("test:fail", ({ file, name }) => failed.add(resolve(file ?? name)));
  for await (const text of tests.compose(new spec())) process.stdout.write(text);
  return [...new Set([...failed].flatMap((path) => runBy(files, path)))];
}

/**
 * The files whose tests stand in the file at `path`: that one, or those that import it. All, where none is known to.
 * @param {string[]} files
 * @param {string} path
 * @returns {string[]}
 */
function runBy(files, path) {
  const own = files.filter((file) => resolve(file) === path);
  const importing = files.filter((file) => readFileSync(file, "utf8").includes(`/${basename(path)}"`));
  return [own, importing, files].find((found) => found.length > 0) ?? [];
}
