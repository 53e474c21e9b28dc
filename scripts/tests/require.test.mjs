// Check what is said and done about each missing prerequisite.
import assert from "node:assert/strict";
import { test } from "node:test";
import { machine } from "./machine.mjs";

const there = "exit 0";
const rust = { cargo: there, rustc: there };

/**
 * @param {import("node:test").TestContext} t
 * @param {string} need
 * @param {Record<string, string>} programs
 */
function require(t, need, programs) {
  return machine(t, programs).run(["scripts/require.sh", need]);
}

/**
 * @param {{ status: number | null, stderr: string }} result
 * @param {RegExp} sentence
 */
function failsWith({ status, stderr }, sentence) {
  assert.equal(status, 1);
  assert.match(stderr, /^clearstory: [^\n]+$/);
  assert.match(stderr, sentence);
}

test("nothing is said or done where all is there", (t) => {
  const node = { node: "echo v20.1.0", npm: there };
  const browsers = {
    chromium: there,
    "firefox-esr": there,
    WebKitWebDriver: there,
    Xvfb: there,
    "fc-list": "echo a font",
  };
  const { run } = machine(t, { ...rust, ...node, ...browsers, cc: there });
  const result = run(["scripts/require.sh", "rust", "rust-lint", "node", "browsers"]);
  assert.deepEqual(result, { status: 0, stdout: "", stderr: "" });
});

test("no Rust: rustup is named", (t) => failsWith(require(t, "rust", {}), /Rust is missing: .*rustup/));

test("no Node.js: the version is named", (t) =>
  failsWith(require(t, "node", {}), /Node\.js is missing: .* 20 or newer/));

test("old Node.js: both versions are named", (t) =>
  failsWith(require(t, "node", { node: "echo v18.20.4", npm: there }), /too old \(v18\.20\.4\): .* 20 or newer/));

test("no npm", (t) => failsWith(require(t, "node", { node: "echo v20.1.0" }), /npm is missing/));

test("no linker is installed by root", (t) => {
  const apt = 'echo "$DEBIAN_FRONTEND $*" >>"$HERE/log"; cat "$HERE/log" >&3';
  const { run } = machine(t, { ...rust, id: "echo 0", "apt-get": apt });
  const result = run(["bash", "-c", "scripts/require.sh rust 3>&2"]);
  assert.equal(result.status, 0);
  assert.match(result.stderr, /noninteractive .*install .*gcc libc6-dev/);
});

test("no linker, no root and no sudo: the command for root is named", (t) => {
  const result = require(t, "rust", { ...rust, id: "echo 1000", "apt-get": there });
  failsWith(result, /apt-get install gcc libc6-dev.* no sudo/);
});

test("no browser on a system that is not Debian: the packages are named", (t) =>
  failsWith(
    require(t, "browsers", { chromium: there }),
    /package manager .*: firefox-esr webkit2gtk-driver xvfb fonts-liberation/,
  ));

test("no font of one script: its package is named", (t) => {
  const browsers = { chromium: there, "firefox-esr": there, WebKitWebDriver: there, Xvfb: there };
  const fonts = { "fc-list": 'case $1 in Amiri) ;; *) echo "a font" ;; esac' };
  failsWith(
    require(t, "browsers", { ...browsers, ...fonts }),
    /font for the tests is missing: .*: fonts-hosny-amiri\)/,
  );
});

test("no checker of books: its package is named", (t) =>
  failsWith(require(t, "epubcheck", {}), /checker of EPUB books is missing: .*: epubcheck\)/));

test("an install that fails says where to look", (t) => {
  const result = require(t, "browsers", { id: "echo 0", "apt-get": "exit 100" });
  failsWith(result, /apt-get install chromium firefox-esr webkit2gtk-driver xvfb fonts-liberation.*target\/apt\.log/);
});
