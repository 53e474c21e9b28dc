// Open every fixture in a real browser and read its copy: the story must be the one that is read in the page's HTML.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { drawn, launch } from "./chromium.mjs";

const root = new URL("../../", import.meta.url);
const fixtures = new URL("tests/fixtures/", root);
const url = "https://example.org/stories/page.html";
/** Where a live page tells more than its HTML: the story in the window, and the picture that the browser took. */
const different = [
  "image-next-image",
  "infinite-scroll-three-stories",
  "picture-sources-webp-avif",
  "picture-with-sources",
  "second-story-in-sibling-article",
];
/** Addresses of pictures that keep the place of others, and are small. */
const placeholder = /lqip|tiny|_lq|placeholder|blur/;
const size = { picture: "800x600", placeholder: "40x30" };
/** Pages that are open at once. */
const width = 4;

let browser;
let context;
let pictures;
let script;
before(async () => {
  browser = await launch();
  context = await browser.newContext();
  const page = await context.newPage();
  pictures = { picture: await drawn(page, size.picture), placeholder: await drawn(page, size.placeholder) };
  await page.close();
  const { outputFiles } = await build({
    entryPoints: [new URL("www/shim/capture.ts", root).pathname],
    bundle: true,
    format: "iife",
    globalName: "shim",
    write: false,
  });
  script = outputFiles[0].text.replace("var shim", "globalThis.shim");
});
after(() => browser?.close());

/** What is copied of a page that is served at `url`, with a picture wherever it asks for one. */
async function copied(html) {
  const page = await context.newPage();
  await page.route("**", (route) => {
    const request = route.request();
    if (request.url() === url) return route.fulfill({ body: html, contentType: "text/html; charset=utf-8" });
    if (request.resourceType() !== "image") return route.abort();
    const body = placeholder.test(request.url()) ? pictures.placeholder : pictures.picture;
    return route.fulfill({ body, contentType: "image/png" });
  });
  await page.goto(url);
  await page.evaluate(script);
  const copy = await page.evaluate(() => globalThis.shim.capture(document).html);
  await page.close();
  return copy;
}

/** The program's story of a copy. */
function story(input) {
  const program = new URL("target/release/clearstory", root).pathname;
  const { stdout } = spawnSync(program, ["--format", "html", "--url", url], { input, encoding: "utf8" });
  return stdout;
}

test("the story of a live page is that of its HTML, on every fixture", async () => {
  const names = readdirSync(fixtures).filter((name) => !different.includes(name));
  const read = async (name) => {
    const copy = await copied(readFileSync(new URL(`${name}/page.html`, fixtures), "utf8"));
    // How large a picture is was in no HTML.
    return story(copy.replaceAll(/ data-clearstory-size="\d+x\d+"/g, ""));
  };
  const others = [];
  for (let at = 0; at < names.length; at += width) {
    const some = names.slice(at, at + width);
    const stories = await Promise.all(some.map(read));
    for (const [place, name] of some.entries()) {
      const expected = readFileSync(new URL(`${name}/expected.html`, fixtures), "utf8");
      if (stories[place] !== expected) others.push(name);
    }
  }
  assert.deepEqual(others, []);
});

test("the copy says how large a picture is and which one a style sheet shows, and no more of signs", async () => {
  const words = [
    "The sexton counts the gulls on the roof each morning, and writes their number in a book that nobody has asked for.",
    "There were nine on Monday. On Tuesday there were nine as well, but one of them, he is sure of it, was another one.",
    "He has asked the parish for a ladder. The parish, which has lent him one before, would like to know what it is for.",
  ].map((sentence) => `<p>${sentence}</p>`);
  const copy = await copied(`<!DOCTYPE html><title>Gulls</title>
    <style>
      .shown, .sign { background: linear-gradient(#0000, #000), url(roof.jpg); width: 300px; height: 200px }
      .sign { width: 20px; height: 20px }
      .stretched { width: 900px; height: 600px }
    </style>
    <article><h1>Gulls</h1>${words[0]}
    <figure><div class="shown" title="The roof"></div></figure>
    ${words[1]}<span class="sign" role="img"></span>
    <img src="gull.jpg" alt="A gull">
    <img src="tern.jpg" width="400" alt="A tern">
    <img class="stretched" src="far-tiny.jpg" data-later="img/far.jpg" alt="A gull to come">
    ${words[2]}</article>`);
  const facts = [...copy.matchAll(/<(?:div|img|span)[^>]*>/g)].map(([tag]) =>
    [...tag.matchAll(/data-clearstory-(\w+)="([^"]*)"/g)].map(([, name, value]) => `${name} ${value}`),
  );
  const at = (name) => new URL(name, url).href;
  assert.deepEqual(facts, [
    [`background ${at("roof.jpg")}`],
    [],
    [`src ${at("gull.jpg")}`, `size ${size.picture}`],
    [`src ${at("tern.jpg")}`],
    [],
  ]);
  const shown = story(copy);
  for (const part of [
    `<img src="${at("roof.jpg")}" alt="The roof">`,
    `<img src="${at("gull.jpg")}" alt="A gull" width="800" height="600">`,
  ])
    assert.ok(shown.includes(part), `${part}\nin ${shown}`);
});

test("the copy keeps what a style says but for sight, and a reader of TeX until it has run", async () => {
  const page = (more) => `<!DOCTYPE html><title>Sums</title><script src="/lib/katex.js"></script>
    <script>addEventListener("load", () => renderMathInElement(document.body));</script><script>let gulls = 9;</script>
    <p style="font-weight: bold; display: none; color: red">Nine</p><p style="visibility:hidden;">gulls</p>${more}`;
  const scripts = (copy) => copy.match(/<script.*?<\/script>/g);
  const waits = await copied(page(""));
  assert.deepEqual(scripts(waits), ['<script src="/lib/katex.js"></script>', "<script>renderMathInElement</script>"]);
  assert.deepEqual(waits.match(/<p[^>]*>/g), [
    '<p style="font-weight: bold; color: red" data-clearstory-hidden="">',
    '<p data-clearstory-hidden="">',
  ]);
  assert.deepEqual(scripts(await copied(page('<span class="katex">9</span>'))), null);
});
