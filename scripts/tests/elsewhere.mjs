// Build what is shipped once more, around the same engine, in a folder of its own.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

export const project = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");

/**
 * A new folder in target/, where the packages can be linked to, file by file.
 * @param {import("node:test").TestContext} t when it ends, the folder is gone
 */
export function folder(t) {
  const made = mkdtempSync(join(project, "target", "elsewhere-"));
  t.after(() => rmSync(made, { recursive: true }));
  return made;
}

/**
 * A copy of all that the build needs, in a folder of its own.
 * @param {import("node:test").TestContext} t
 */
export function copyProject(t) {
  const copy = join(folder(t), "another", "folder");
  mkdirSync(join(copy, "target"), { recursive: true });
  const settings = readdirSync(project).filter((name) => /\.(?:json|toml)$|^LICENSE$/.test(name));
  for (const name of ["www", "scripts", "target/engine", ...settings]) {
    cpSync(join(project, name), join(copy, name), { recursive: true });
  }
  execFileSync("cp", ["-al", join(project, "node_modules"), copy]);
  return copy;
}

/**
 * Run there what `make dist` runs once there is an engine.
 * @param {string} copy
 * @param {Record<string, string>} variables of the environment
 */
export function buildIn(copy, variables) {
  const env = { ...process.env, ...variables };
  return spawnSync(process.execPath, ["www/build.mjs"], { cwd: copy, env, encoding: "utf8" });
}
