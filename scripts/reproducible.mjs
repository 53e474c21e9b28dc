// Build a copy of the project in another folder, as another machine would, and compare what is shipped with dist/.
// Usage: node scripts/reproducible.mjs, after `make dist`; a file that differs ends it with an error.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { filesIn } from "./archive.mjs";

/** What is built or installed, and so is not copied. */
const MADE = new Set([".git", "dist", "node_modules", "target"]);

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();

async function main() {
  const elsewhere = mkdtempSync(join(tmpdir(), "clearstory-reproducible-"));
  try {
    const copy = join(elsewhere, "another", "folder");
    cpSync(".", copy, { recursive: true, filter: (path) => !MADE.has(path) });
    buildIn(copy, elsewhere);
    const different = await differences("dist", join(copy, "dist"));
    for (const line of different) console.log(line);
    if (different.length > 0) process.exitCode = 1;
    else console.log("Both builds have the same files, byte for byte.");
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
}

/**
 * Build there with what another machine has otherwise: the place of Cargo's files, the zone, the language, the rights of
 * new files.
 * @param {string} folder
 * @param {string} elsewhere
 */
function buildIn(folder, elsewhere) {
  const cargo = join(elsewhere, "cargo");
  symlinkSync(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), cargo);
  const env = { ...process.env, CARGO_HOME: cargo, TZ: "Asia/Tokyo", LC_ALL: "C", MAKEFLAGS: "" };
  process.umask(0o077);
  const { status } = spawnSync("make", ["dist"], { cwd: folder, env, stdio: "inherit" });
  if (status !== 0) throw new Error(`The second build, in ${folder}, has failed.`);
}

/**
 * A line for each file that is not the same in both folders.
 * @param {string} one
 * @param {string} other
 */
export async function differences(one, other) {
  const [files, others] = [await namesIn(one), await namesIn(other)];
  return [...new Set([...files, ...others])].sort().flatMap((name) => {
    if (!others.has(name)) return [`${name} is in ${one} alone`];
    if (!files.has(name)) return [`${name} is in ${other} alone`];
    return readFileSync(join(one, name)).equals(readFileSync(join(other, name))) ? [] : [`${name} differs`];
  });
}

/** @param {string} folder */
async function namesIn(folder) {
  return new Set((await filesIn(folder)).map((file) => relative(folder, file)));
}
