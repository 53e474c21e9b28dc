// Compare what `capture` copies with what a live page shows, in Chromium.
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

async function captured(name) {
  const page = await openPage(browser, site.url(name));
  const result = await page.evaluate(async () => {
    const { capture } = await import("/embed/clearstory.js");
    const before = document.documentElement.outerHTML;
    const source = capture(document);
    return { ...source, isUntouched: before === document.documentElement.outerHTML };
  });
  assert.deepEqual(page.problems, []);
  await page.close();
  return result;
}

test("the copy has the facts of the live page, and the page is untouched", async () => {
  const { html, isUntouched } = await captured("shadow.html");
  const has = (part) => assert.ok(html.includes(part), `${part}\nin ${html}`);
  const lacks = (part) => assert.ok(!html.includes(part), `${part}\nin ${html}`);
  assert.ok(isUntouched);
  has(
    '<div id="host"><template shadowrootmode="open"><p>In the open shadow</p><slot></slot></template><p>In the light</p>',
  );
  has('<p class="none" data-clearstory-hidden="">');
  has('<div class="contents"><p>Inside contents</p>');
  has('<p class="invisible" data-clearstory-hidden="">');
  has("<p>Inside closed details</p>");
  has('alt="A &quot;lock&quot;"');
  assert.match(html, /data-clearstory-src="http:\/\/127\.0\.0\.1:\d+\/picture\.png"/);
  has("<pre>\n\ntwo line feeds</pre>");
  has("5 &lt; 6 &amp; 7&nbsp;kg");
  has('<noscript><img src="lazy.png" alt=""></noscript>');
  has('<script type="application/ld+json">{"@type": "Article"}</script>');
  has('<script type="math/mml"><math><mi>n</mi></math></script>');
  has("<rp>(</rp>");
  for (const part of ["<svg", "a comment", 'scripted"</script>', "<style"]) lacks(part);
});

test("the copy has the documents of the page's own frames, as far as they hold a text that is shown", async () => {
  const { html, url, isUntouched } = await captured("frames.html");
  assert.ok(isUntouched);
  assert.equal(html.split("The ferry keeps its bell").length - 1, 2, "its title and its heading, once");
  assert.ok(html.includes(`<a href=&quot;${new URL("framed/bell.html", url)}&quot;`), html);
  assert.ok(!html.includes("12 readers"));
});

test("the copy does not name a picture that the page has loaded where nobody sees it", async () => {
  const page = await openPage(browser, site.url("links.html"));
  const pictures = await page.evaluate(async () => {
    const dot = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
    document.body.innerHTML = `<style>.dot { width: 1px; height: 1px }</style>
      <img id="pixel" src="picture.png" srcset="picture.png 2x" class="dot">
      <img id="line" src="picture.png" width="640" height="1">
      <img id="placeholder" src="${dot}" data-src="later.png">
      <img id="failed" src="missing.png" style="width:1px">
      <img id="shown" src="picture.png" style="width:9px">
      <details><summary>More</summary><img id="folded" src="picture.png"></details>`;
    const ended = (image) => new Promise((resolve) => image.addEventListener("load", resolve, { once: true }));
    await Promise.all([...document.images].filter(({ id }) => id !== "failed").map(ended));
    const { capture } = await import("/embed/clearstory.js");
    const copy = new DOMParser().parseFromString(capture(document).html, "text/html");
    return [...copy.images].map((image) => image.getAttributeNames().join(" "));
  });
  assert.deepEqual(pictures, [
    "id class",
    "id width height",
    "id data-src",
    "id src style",
    "id src style data-clearstory-src data-clearstory-size",
    "id src data-clearstory-src data-clearstory-size",
  ]);
  await page.close();
});

test("the copy says which of several stories is in the window", async () => {
  const page = await openPage(browser, site.url("stories.html"));
  const inView = async (scroll) =>
    page.evaluate(async (top) => {
      scrollTo({ top, behavior: "instant" });
      const { capture } = await import("/embed/clearstory.js");
      const copy = new DOMParser().parseFromString(capture(document).html, "text/html");
      return [...copy.querySelectorAll("[data-clearstory-in-view]")].map((element) => element.id);
    }, scroll);
  assert.deepEqual(await inView(0), ["first"]);
  assert.deepEqual(await inView(2000), ["second"]);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("the copy parses to the tree that the page has", async () => {
  const page = await openPage(browser, site.url("story.html"));
  const [copy, live] = await page.evaluate(async () => {
    const { capture } = await import("/embed/clearstory.js");
    const cleared = (root) => {
      for (const element of root.querySelectorAll("script, style, svg")) element.remove();
      for (const element of root.querySelectorAll("*")) {
        for (const fact of ["hidden", "src", "size"]) element.removeAttribute(`data-clearstory-${fact}`);
      }
      return root.documentElement.outerHTML;
    };
    const parse = (html) => new DOMParser().parseFromString(html, "text/html");
    return [cleared(parse(capture(document).html)), cleared(parse(document.documentElement.outerHTML))];
  });
  assert.equal(copy, live);
  await page.close();
});

test("a page nested deeper than any stack is copied", async () => {
  const page = await openPage(browser, site.url("links.html"));
  const length = await page.evaluate(async () => {
    const { capture } = await import("/embed/clearstory.js");
    // Not displayed, because Chromium's own layout gives up long before.
    document.body.hidden = true;
    let innermost = document.body;
    for (let depth = 0; depth < 20_000; depth++) {
      innermost.append(document.createElement("div"));
      innermost = innermost.lastChild;
    }
    innermost.append("bottom");
    return capture(document).html.match(/<div>/g).length;
  });
  assert.equal(length, 20_000);
  await page.close();
});
