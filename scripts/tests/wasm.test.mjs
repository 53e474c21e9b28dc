// Check which way to wasm32 each kind of machine takes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { machine } from "./machine.mjs";

const rustc = 'echo "$HERE/target-libdir"';
const hasTarget = 'mkdir -p "$HERE/target-libdir"; echo "$HERE/target-libdir"';
const rustupWorks = 'echo "$*" >&2; mkdir "$HERE/target-libdir"';
const rustupFails = 'echo "could not download" >&2; exit 1';
const root = "echo 0";
const user = "echo 1000";
const hasPackages = "echo installed";
const lacksPackages = "exit 1";

/**
 * @param {import("node:test").TestContext} t
 * @param {string} toolchain
 * @param {Record<string, string>} programs
 */
function way(t, toolchain, programs) {
  return machine(t, programs).run(["scripts/wasm.sh", "way"], toolchain ? { WASM_TOOLCHAIN: toolchain } : {});
}

/** @param {{ stdout: string }} result */
function lastLine({ stdout }) {
  return stdout.split("\n").at(-1);
}

test("an installed target is taken before anything is installed", (t) => {
  const result = way(t, "", { rustc: hasTarget, rustup: rustupFails, "dpkg-query": hasPackages });
  assert.deepEqual(result, { status: 0, stdout: "target", stderr: "" });
});

test("installed Debian packages are taken before rustup is asked", (t) => {
  const result = way(t, "auto", { rustc, rustup: rustupFails, "dpkg-query": hasPackages });
  assert.deepEqual(result, { status: 0, stdout: "debian", stderr: "" });
});

test("rustup adds the target where nothing is installed", (t) => {
  const result = way(t, "auto", { rustc, rustup: rustupWorks, "dpkg-query": lacksPackages });
  assert.equal(lastLine(result), "target");
  assert.equal(result.stderr, "target add wasm32-unknown-unknown");
});

test("Debian's packages are installed where rustup fails", (t) => {
  const programs = { rustc, rustup: rustupFails, "dpkg-query": lacksPackages, id: root, "apt-get": "exit 0" };
  assert.equal(lastLine(way(t, "auto", programs)), "debian");
});

test("a rustup that succeeds without a target counts as failed", (t) => {
  const programs = { rustc, rustup: "exit 0", "dpkg-query": lacksPackages, id: root, "apt-get": "exit 0" };
  assert.equal(lastLine(way(t, "auto", programs)), "debian");
});

test("debian installs with sudo, and asks rustup nothing", (t) => {
  const programs = {
    rustc: hasTarget,
    rustup: rustupFails,
    "dpkg-query": lacksPackages,
    id: user,
    sudo: 'touch "$HERE/asked"; exec "$@"',
    "apt-get": '[ -e "$HERE/asked" ]',
  };
  const result = way(t, "debian", programs);
  assert.equal(lastLine(result), "debian");
  assert.equal(result.stderr, "");
});

for (const toolchain of ["target", "rustup", "debian", "auto", "nonsense"]) {
  test(`${toolchain}: where it leads nowhere, one sentence names the three ways`, (t) => {
    const result = way(t, toolchain, { rustc, "dpkg-query": lacksPackages, id: user, "apt-get": "exit 0" });
    assert.equal(result.status, 1);
    assert.match(result.stderr, new RegExp(`^clearstory: WASM_TOOLCHAIN=${toolchain}: [^\n]*$`));
    for (const name of ["target", "rustup", "debian"])
      assert.match(result.stderr, new RegExp(`WASM_TOOLCHAIN=${name}\\b`));
  });
}
