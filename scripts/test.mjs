// Run every suite to its end, then say plainly how many tests passed and failed.
// Usage: node scripts/test.mjs [CARGO_OPTION...]; anything failed, or a suite without a test, ends it with an error.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

/**
 * @typedef {{ passed: number, failed: number, skipped: number, again?: number }} Counts
 * @typedef {{ name: string, command: string, args: string[], count: (output: string) => Counts }} Suite
 */

/** @type {Suite[]} */
const suites = [
  { name: "Rust", command: "cargo", args: ["test", "--no-fail-fast", ...process.argv.slice(2)], count: countCargo },
  { name: "WebAssembly", ...nodeTests("tests/wasm") },
  { name: "Scripts", ...nodeTests("scripts/tests") },
  { name: "Fuzzing", command: "scripts/fuzz.sh", args: ["15"], count: countFuzz },
  { name: "Browsers", ...nodeTests("tests/browser", "--again") },
];

const results = [];
for (const suite of suites) {
  console.log(`\n== ${suite.name}`);
  const { output, code } = await run(suite);
  results.push({ name: suite.name, code, ...suite.count(output) });
}
process.exitCode = report(results) ? 0 : 1;

/** @param {({ name: string, code: number } & Counts)[]} results */
function report(results) {
  console.log("");
  for (const { name, code, passed, failed, skipped, again = 0 } of results) {
    const trouble =
      passed + failed === 0 ? ", NO TEST RAN" : code !== 0 && failed === 0 ? `, ENDED WITH CODE ${code}` : "";
    const second = again > 0 ? `, ${again} of them failed and passed when run again` : "";
    console.log(`${name.padEnd(10)} ${passed} passed${second}, ${failed} failed, ${skipped} skipped${trouble}`);
  }
  const [passed, failed, skipped] = /** @type {const} */ (["passed", "failed", "skipped"]).map((key) =>
    results.reduce((sum, result) => sum + result[key], 0),
  );
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return results.every((result) => result.code === 0 && result.failed === 0 && result.passed > 0);
}

/**
 * Run a suite with its output shown as it comes, and kept.
 * @param {Suite} suite
 * @returns {Promise<{ output: string, code: number }>}
 */
function run({ command, args }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
      process.stdout.write(text);
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ output: stripVTControlCharacters(output), code: code ?? 1 }));
  });
}

/**
 * The files are named one by one: what a folder means here differs between Node 20 and 22.
 * @param {string} folder
 * @param {string[]} options
 */
function nodeTests(folder, ...options) {
  const files = readdirSync(folder).filter((name) => name.endsWith(".test.mjs"));
  if (files.length === 0) throw new Error(`${folder} has no tests.`);
  const args = ["scripts/node-tests.mjs", ...options, ...files.sort().map((name) => `${folder}/${name}`)];
  return { command: process.execPath, args, count: countNode };
}

/**
 * Add up the line that cargo prints for each test program.
 * @param {string} output
 * @returns {Counts}
 */
function countCargo(output) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const line of output.matchAll(/^test result: .*?(\d+) passed; (\d+) failed; (\d+) ignored/gm)) {
    counts.passed += Number(line[1]);
    counts.failed += Number(line[2]);
    counts.skipped += Number(line[3]);
  }
  return counts;
}

/**
 * Count the lines that scripts/fuzz.sh prints of each target: one when its planted bug was found, one when no other was.
 * @param {string} output
 * @returns {Counts}
 */
function countFuzz(output) {
  return { passed: output.match(/^fuzz: /gm)?.length ?? 0, failed: 0, skipped: 0 };
}

/**
 * Read the closing lines of node's runner; where files that failed were run once more, what they came to then counts.
 * @param {string} output
 * @returns {Counts}
 */
function countNode(output) {
  /** @param {string} word */
  const numbers = (word) =>
    [...output.matchAll(new RegExp(`^ℹ ${word} (\\d+)$`, "gm"))].map(([, count]) => Number(count));
  const ran = numbers("tests")[0] ?? 0;
  const skipped = (numbers("skipped")[0] ?? 0) + (numbers("todo")[0] ?? 0);
  const failures = numbers("fail").map((count, at) => count + (numbers("cancelled")[at] ?? 0));
  const [first = 0, last = 0] = [failures[0], failures.at(-1)];
  return { passed: ran - skipped - last, failed: last, skipped, again: first - last };
}
