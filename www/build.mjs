// Build everything that is shipped into dist/: embed, extensions, bookmarklet, demo page.
// Usage: node www/build.mjs, after `make build`. ORIGIN=URL names the place where dist/bookmarklet/ will be published.
import { execFileSync } from "node:child_process";
import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { archive, filesIn } from "../scripts/archive.mjs";
import { bundle, staticImports } from "../scripts/bundle.mjs";
import { integrityOf } from "../scripts/integrity.mjs";
import { writeLicences } from "../scripts/licences.mjs";
import { sizesInWords, sizesOf } from "../scripts/sizes.mjs";
import { loadSource } from "../scripts/sources.mjs";
import { writeWords } from "../scripts/words.mjs";

const WASM = "target/engine/clearstory_bg.wasm";
/** One file of its own: each start of it asks for no more. */
const ENGINE_WORKER = "www/shim/engine-worker.ts";
const ENGINE_TYPES = "target/engine/clearstory.d.ts";
/** What an embed may cost a page before its reader is wanted: bytes, brotli. */
const EMBED_BUDGET = 5000;
/** Stands in the bookmarklet for the address of its folder until that is known. */
const FOLDER_PLACEHOLDER = "@@FOLDER@@";

/** Where the bookmarklet's folder will be published, if that is known. */
const published = process.env.ORIGIN ? folderAt(process.env.ORIGIN) : undefined;
process.chdir(join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, ".."));
await rm("dist", { recursive: true, force: true });
const version = await readVersion();
/** What the engine is held to where a page of any site loads it. */
const engineHash = { __ENGINE_INTEGRITY__: JSON.stringify(await integrityOf(WASM)) };
await buildEmbed();
await buildExtension("chromium", version);
await buildExtension("firefox", version);
await buildBookmarklet();
await buildSite();
await reportSizes();

/** The version stands in package.json; that Cargo.toml has the same is checked here, where both are shipped from. */
async function readVersion() {
  const { version } = JSON.parse(await readFile("package.json", "utf8"));
  const crate = (await readFile("Cargo.toml", "utf8")).match(/^version = "(.+)"$/m)?.[1];
  if (version !== crate) throw new Error(`package.json is at version ${version}, but Cargo.toml at ${crate}.`);
  return /** @type {string} */ (version);
}

/** The npm package: the ES module with its lazy chunks, its wasm and its types, and the same in one file for Node. */
async function buildEmbed() {
  const options = { outdir: "dist/embed", format: /** @type {const} */ ("esm"), sourcemap: true, define: engineHash };
  const outputs = await bundle({
    ...options,
    entryPoints: ["www/embed/clearstory.ts"],
    splitting: true,
    // All in one folder: a chunk finds the wasm beside itself.
    chunkNames: "[name]-[hash]",
  });
  const readable = { minify: false, sourcemap: false };
  await bundle({ ...options, ...readable, entryPoints: ["www/embed/node.ts"], platform: "node" });
  await copyFile(WASM, "dist/embed/clearstory_bg.wasm");
  await copyFile("LICENSE", "dist/embed/LICENSE");
  await copyFile("www/embed/README.md", "dist/embed/README.md");
  await writeLicences(outputs, "dist/embed/licences.txt");
  await writeTypes();
  await writePackage();
  await writeIntegrity("dist/embed");
  const { brotli } = sizesOf(...staticImports(outputs, "dist/embed/clearstory.js"));
  if (brotli >= EMBED_BUDGET) {
    throw new Error(`The embed loads ${brotli} bytes (brotli) before the first click; ${EMBED_BUDGET} is its limit.`);
  }
}

/** What npm and bundlers are told, with what the whole project has in its own package.json. */
async function writePackage() {
  const { name, version, description, license, engines } = JSON.parse(await readFile("package.json", "utf8"));
  const own = JSON.parse(await readFile("www/embed/package.json", "utf8"));
  const text = JSON.stringify({ name, version, description, license, ...own, engines }, null, 2);
  await writeFile("dist/embed/package.json", `${text}\n`);
}

/**
 * Say what each file that a page loads is held to, for `<script integrity>` and import maps.
 * @param {string} folder
 */
async function writeIntegrity(folder) {
  const names = (await readdir(folder)).filter(
    (name) => [".js", ".wasm"].includes(extname(name)) && name !== "node.js",
  );
  const hashes = await Promise.all(names.sort().map(async (name) => [name, await integrityOf(`${folder}/${name}`)]));
  await writeFile(`${folder}/integrity.json`, `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}

/** One declaration file per module, the engine's among them, and one beside clearstory.js that leads to them. */
async function writeTypes() {
  execFileSync("node_modules/.bin/tsc", ["--project", "tsconfig.types.json"], { stdio: "inherit" });
  for (const file of await filesIn("dist/embed/types")) {
    const text = await readFile(file, "utf8");
    await writeFile(
      file,
      text.replace(/((?:from|import\() ?")(\.{1,2}\/[^"]+)"/g, (_, start, path) => `${start}${shipped(path)}"`),
    );
  }
  await mkdir("dist/embed/types/engine");
  // A name that is newer than the libraries of TypeScript which many projects compile with, for what `free()` does.
  const types = (await readFile(ENGINE_TYPES, "utf8")).replace(/^\s*\[Symbol\.dispose\]\(\): void;\n/gm, "");
  await writeFile("dist/embed/types/engine/clearstory.d.ts", types);
  await writeFile("dist/embed/clearstory.d.ts", 'export * from "./types/embed/clearstory.js";\n');
}

/**
 * Where a declaration's import lies in dist/. The sources leave out the extension, which a user's compiler may insist on.
 * @param {string} path
 */
function shipped(path) {
  return `${path.replace("../../target/engine/", "../engine/").replace(/\.js$/, "")}.js`;
}

/**
 * A folder that the browser loads as it is, and its zip for the store.
 * @param {"chromium" | "firefox"} browser
 * @param {string} version
 */
async function buildExtension(browser, version) {
  const source = "www/extension";
  const folder = `dist/extension-${browser}`;
  // Not minified: the stores' reviewers read it.
  const options = { outdir: folder, minify: false };
  const files = (/** @type {string[]} */ ...names) => names.map((name) => `${source}/${name}.ts`);
  await bundle({ ...options, entryPoints: files("background", "options", "welcome"), format: "esm" });
  await bundle({ ...options, entryPoints: [ENGINE_WORKER], format: "iife" });
  const inTabs = files("content", "code", "by-itself");
  await writeLicences(await bundle({ ...options, entryPoints: inTabs, format: "iife" }), `${folder}/licences.txt`);
  await copyStatic(source, folder, (path) => extname(path) !== ".svg" && basename(path) !== "manifest.json");
  await cp("www/_locales", `${folder}/_locales`, { recursive: true });

  const manifest = JSON.parse(await readFile(`${source}/manifest.json`, "utf8"));
  await writeFile(
    `${folder}/manifest.json`,
    `${JSON.stringify({ ...manifestFor(browser, manifest), version }, null, 2)}\n`,
  );
  await drawIcons(source, folder, [...Object.values(manifest.icons), ...(await stateIcons(source))]);
  await copyFile(WASM, `${folder}/clearstory_bg.wasm`);
  await archive(folder, `${folder}.zip`);
}

/**
 * Leave out what only the other browser knows, so that this one does not warn.
 * @param {"chromium" | "firefox"} browser
 * @param {any} manifest
 */
function manifestFor(browser, manifest) {
  const { minimum_chrome_version, browser_specific_settings, background, ...shared } = manifest;
  const { service_worker, scripts, ...how } = background;
  return browser === "chromium"
    ? { ...shared, background: { service_worker, ...how }, minimum_chrome_version }
    : { ...shared, background: { scripts, ...how }, browser_specific_settings };
}

/**
 * The icons of the toolbar button, for each thing that it can show (www/extension/icon.ts).
 * @param {string} source
 */
async function stateIcons(source) {
  const drawings = (await readdir(`${source}/icons`)).map((name) => basename(name, ".svg"));
  return drawings.flatMap((name) => [16, 32].map((size) => `icons/${name}-${size}.png`));
}

/**
 * Draw each icon, "NAME-SIZE.png", from the drawing NAME.svg.
 * @param {string} source
 * @param {string} folder
 * @param {string[]} icons
 */
async function drawIcons(source, folder, icons) {
  await mkdir(`${folder}/icons`, { recursive: true });
  for (const path of new Set(icons)) {
    const [, name, size] = path.match(/^(.+)-(\d+)\.png$/) ?? [];
    const drawing = await readFile(join(source, `${name}.svg`));
    const picture = new Resvg(drawing, { fitTo: { mode: "width", value: Number(size) } }).render();
    await writeFile(join(folder, path), picture.asPng());
  }
}

/** The module that a bookmarklet loads, its window, the bookmarklet's own text, and the page to install it from. */
async function buildBookmarklet() {
  const source = "www/bookmarklet";
  const folder = "dist/bookmarklet";
  const outputs = await bundle({
    entryPoints: [`${source}/reader.ts`, `${source}/window.ts`, `${source}/install.ts`, `${source}/capture.ts`],
    outdir: folder,
    format: "esm",
    // The window and the page share the reader; what colours code and the languages are for some stories and readers.
    splitting: true,
    chunkNames: "[name]-[hash]",
    define: engineHash,
  });
  await bundle({ entryPoints: [ENGINE_WORKER], outdir: folder, format: "iife" });
  await writeLicences(outputs, `${folder}/licences.txt`);
  await copyStatic(source, folder);
  await writeWords("www/_locales", folder, ["index.html", "window.html"]);
  await copyFile(WASM, `${folder}/clearstory_bg.wasm`);

  const file = `${folder}/bookmarklet.txt`;
  await bundle({
    entryPoints: [`${source}/bookmarklet.ts`],
    outfile: file,
    format: "iife",
    define: { __FOLDER__: JSON.stringify(FOLDER_PLACEHOLDER) },
    // Its few characters need no "use strict".
    tsconfigRaw: { compilerOptions: { alwaysStrict: false, strict: false } },
  });
  const text = (await readFile(file, "utf8")).trim();
  if (!text.includes(FOLDER_PLACEHOLDER)) throw new Error("The bookmarklet does not name its folder.");
  const code = text.replace(FOLDER_PLACEHOLDER, published ?? FOLDER_PLACEHOLDER);
  /** @type {typeof import("./bookmarklet/script-address.js")} */
  const { addressOf, tooLong } = await loadSource(`${source}/script-address.ts`);
  const { length } = addressOf(code);
  if (length >= tooLong) throw new Error(`The bookmarklet has ${length} characters; ${tooLong} are too many.`);
  await writeFile(file, code);
}

/**
 * The address of a folder that is published, whether or not the person has written its last "/".
 * @param {string} origin
 */
function folderAt(origin) {
  const address = origin.endsWith("/") ? origin : `${origin}/`;
  const isOfWeb = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  if (!isOfWeb) {
    throw new Error(`ORIGIN is the address of a folder, like https://example.org/reader/, and not ${origin}`);
  }
  return new URL(address).href;
}

/** The demo page, with the embed and the bookmarklet that it shows. */
async function buildSite() {
  const source = "www/site";
  const folder = "dist/site";
  const options = { outdir: folder, splitting: true, chunkNames: "[name]-[hash]" };
  await bundle({ ...options, entryPoints: [`${source}/site.ts`], format: "esm" });
  // The drawings are what the pictures were made from.
  await copyStatic(source, folder, (path) => !path.startsWith(`${source}/drawings/`));
  await cp("dist/embed", `${folder}/embed`, { recursive: true });
  await cp("dist/bookmarklet", `${folder}/bookmarklet`, { recursive: true });
}

/**
 * Copy the files that need no building.
 * @param {string} source
 * @param {string} folder
 * @param {(path: string) => boolean} [wanted]
 */
async function copyStatic(source, folder, wanted = () => true) {
  for (const file of await filesIn(source)) {
    if (extname(file) === ".ts" || !wanted(file)) continue;
    await cp(file, file.replace(source, folder));
  }
}

/** Print what each delivery costs, and keep it in dist/sizes.json: the last file written says that dist/ is whole. */
async function reportSizes() {
  /** @type {Record<string, ReturnType<typeof sizesOf>>} */
  const sizes = {};
  const embed = await codeIn("dist/embed");
  const bookmarklet = await codeIn("dist/bookmarklet");
  sizes["embed, on first use"] = sizesOf(...embed.always);
  sizes["embed, what colours code"] = sizesOf(...embed.colours);
  sizes["embed, all languages but English, of which one is loaded"] = sizesOf(...embed.languages);
  sizes["bookmarklet/bookmarklet.txt"] = sizesOf("dist/bookmarklet/bookmarklet.txt");
  sizes["bookmarklet/reader.js + wasm"] = sizesOf(...bookmarklet.always);
  for (const [name, size] of Object.entries(sizes)) console.log(`${name}: ${sizesInWords(size)}`);
  await writeFile("dist/sizes.json", `${JSON.stringify(sizes, null, 2)}\n`);
}

/**
 * The programs of a delivery, by when they are loaded.
 * @param {string} folder
 */
async function codeIn(folder) {
  const names = (await readdir(folder)).filter((name) => [".js", ".wasm"].includes(extname(name)));
  const startingWith = (/** @type {string} */ start) => names.filter((name) => name.startsWith(start));
  const [colours, languages, pages] = [
    startingWith("tokens-"),
    startingWith("messages-"),
    ["install.js", "window.js", "engine-worker.js", "capture.js", "node.js"],
  ];
  const late = new Set([...colours, ...languages, ...pages]);
  const paths = (/** @type {string[]} */ chosen) => chosen.map((name) => `${folder}/${name}`);
  return {
    always: paths(names.filter((name) => !late.has(name))),
    colours: paths(colours),
    languages: paths(languages),
  };
}
