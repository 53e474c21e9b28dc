// Call the WebAssembly engine on the browser's own documents, as a page that uses it without the view does, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openPage } from "./chromium.mjs";
import { startSite } from "./site.mjs";

let site;
let browser;
before(async () => {
  site = await startSite();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** Run `work` with the engine in a page that has a story. */
async function inPage(work) {
  const page = await openPage(browser, site.url("story.html"));
  await page.evaluate(async () => {
    window.engine = await import("/engine/clearstory.js");
    await window.engine.default({
      module_or_path: await WebAssembly.compileStreaming(fetch("/engine/clearstory_bg.wasm")),
    });
  });
  const result = await page.evaluate(work);
  const url = page.url();
  assert.deepEqual(page.problems, []);
  await page.close();
  return { result, url };
}

test("a live document gives the story of its HTML, at its own address, and is untouched", async () => {
  const { result, url } = await inPage(() => {
    const html = document.documentElement.outerHTML;
    const article = window.engine.extractDocument(document);
    const same = window.engine.extract(html, { url: document.URL });
    return { article, same, isUntouched: document.documentElement.outerHTML === html };
  });
  assert.deepEqual(result.article, result.same);
  assert.ok(result.article.content.some(({ text }) => text?.includes("For sixty-one years the keepers")));
  assert.equal(result.article.metadata.url, url);
  assert.ok(result.isUntouched);
});

test("a document made by DOMParser gives its story, at the address that is given or else its maker's", async () => {
  const { result, url } = await inPage(() => {
    const html = `<title>Rain</title><article><h1>Rain</h1>${"<p>It rained all night, and in the morning the river stood at the second step of the old mill.</p>".repeat(3)}<p>It is told <a href="/mill">elsewhere</a> how the mill, which is older than the bridge, came to stand there.</p></article>`;
    const parsed = new DOMParser().parseFromString(html, "text/html");
    const linkOf = (article) => article.content.find(({ tag }) => tag === "a")?.attributes.href;
    const article = window.engine.extractDocument(parsed);
    return {
      title: article.metadata.title,
      own: linkOf(article),
      given: linkOf(window.engine.extractDocument(parsed, { url: "https://example.org/rain" })),
    };
  });
  assert.equal(result.title, "Rain");
  assert.equal(result.own, new URL("/mill", url).href);
  assert.equal(result.given, "https://example.org/mill");
});

test("a document without content, and options that are none, are refused with a code", async () => {
  const { result } = await inPage(() => {
    const codeOf = (work) => {
      try {
        work();
        return "none";
      } catch (error) {
        return error instanceof Error ? error.code : String(error);
      }
    };
    const empty = document.implementation.createHTMLDocument();
    empty.documentElement.remove();
    return [
      codeOf(() => window.engine.extractDocument(empty)),
      codeOf(() => window.engine.extractDocument(document, 7)),
      codeOf(() => window.engine.extractDocument(document, { limits: { bytes: 10 } })),
    ];
  });
  assert.deepEqual(result, ["empty", "invalid-options", "too-large"]);
});
