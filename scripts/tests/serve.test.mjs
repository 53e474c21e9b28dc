// Check that the demo's server gives what is in its folder, rightly labelled, and nothing else.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../serve.mjs";

const root = mkdtempSync(join(tmpdir(), "clearstory-serve-"));
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

before(async () => {
  mkdirSync(join(root, "site/a folder"), { recursive: true });
  writeFileSync(join(root, "secret.txt"), "secret");
  mkdirSync(join(root, "site-neighbour"));
  writeFileSync(join(root, "site-neighbour/secret.txt"), "secret");
  writeFileSync(join(root, "site/index.html"), "home");
  writeFileSync(join(root, "site/engine.wasm"), "\0asm");
  writeFileSync(join(root, "site/a folder/index.html"), "inner");
  symlinkSync("../secret.txt", join(root, "site/link.txt"));
  server = await serve(join(root, "site"), 0);
});
after(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

/**
 * Ask for a path exactly as it is written: fetch() would tidy it up first.
 * @param {string} path
 * @param {string} [method]
 * @returns {Promise<{ status?: number, headers: import("node:http").IncomingHttpHeaders, body: string }>}
 */
function ask(path, method = "GET") {
  return new Promise((resolve, reject) => {
    get(server.url, { path, method }, async (response) => {
      let body = "";
      for await (const part of response) body += part;
      resolve({ status: response.statusCode, headers: response.headers, body });
    }).on("error", reject);
  });
}

test("a folder answers with its index.html", async () => {
  assert.equal((await ask("/")).body, "home");
  assert.equal((await ask("/a%20folder/")).body, "inner");
  assert.equal((await ask("/a%20folder")).headers.location, "/a%20folder/");
});

test("wasm and html have their types, and other origins may read them", async () => {
  const { headers } = await ask("/engine.wasm");
  assert.equal(headers["content-type"], "application/wasm");
  assert.equal(headers["access-control-allow-origin"], "*");
  assert.equal((await ask("/index.html?query")).headers["content-type"], "text/html; charset=utf-8");
});

for (const path of [
  "/../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/a%20folder/../../secret.txt",
  "/..%2fsite-neighbour%2fsecret.txt",
  "/link.txt",
  "/%00",
  "/%E0%A4%A",
  "//",
  "/missing.html",
]) {
  test(`${path} leads nowhere`, async () => {
    const { status, body } = await ask(path);
    assert.ok(status === 404 || path === "//");
    assert.ok(!body.includes("secret"));
  });
}

test("only reading is allowed", async () => {
  assert.equal((await ask("/", "POST")).status, 405);
  const head = await ask("/", "HEAD");
  assert.equal(head.status, 200);
  assert.equal(head.body, "");
});

test("a taken port is passed over", async () => {
  const { port } = new URL(server.url);
  const second = await serve(join(root, "site"), Number(port));
  assert.notEqual(second.url, server.url);
  await second.close();
});
