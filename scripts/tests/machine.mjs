// Pretend to be another machine: run a script with a PATH that holds only what a test says.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What every Debian has, and the scripts use. */
const BASICS = ["bash", "cat", "dirname", "env", "mkdir", "sed", "tail", "timeout", "touch"];

/**
 * @param {import("node:test").TestContext} test when it ends, the machine is gone
 * @param {Record<string, string>} programs shell text by name; $HERE is a folder of the machine's own
 */
export function machine(test, programs) {
  const here = mkdtempSync(join(tmpdir(), "clearstory-machine-"));
  test.after(() => rmSync(here, { recursive: true }));
  const bin = join(here, "bin");
  mkdirSync(bin);
  for (const name of BASICS) symlinkSync(`/usr/bin/${name}`, join(bin, name));
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/usr/bin/bash\n${text}\n`, { mode: 0o755 });
  }
  return {
    /**
     * @param {string[]} command
     * @param {Record<string, string>} [environment]
     */
    run([program, ...args], environment = {}) {
      const env = { PATH: bin, HERE: here, HOME: here, ...environment };
      const { status, stdout, stderr } = spawnSync(/** @type {string} */ (program), args, { env, encoding: "utf8" });
      return { status, stdout: stdout.trim(), stderr: stderr.trim() };
    },
  };
}
