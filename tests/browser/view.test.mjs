// Hand the view stories that an engine must never send, and the ones a reader wants, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { currentFrame, frameOf, host, launch, openPage, viewIsGone, viewIsShown, viewOf } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { article, block, element, text } from "./stories.mjs";

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

async function show(story, context = browser) {
  const page = await openPage(context, site.url("toggle.html"));
  await open(page, story);
  return page;
}

function open(page, story) {
  return page.evaluate(async (story) => {
    const { open } = await import("/embed/clearstory.js");
    window.view = await open(document, { article: story });
  }, story);
}

test("nothing that is not on the list is built", async () => {
  const story = article({ title: "<img src=x onerror=alert(1)>", language: '"><script>', direction: "sideways" }, [
    element(0, "p", { onclick: "alert(1)", style: "color:red", class: "toolbar", id: "body", lang: "e n", dir: "up" }),
    text(1, "<b>Words</b>"),
    element(0, "script"),
    text(1, "alert(1)"),
    element(0, "iframe", { src: "/links.html" }),
    element(1, "p"),
    text(2, "in a frame"),
    element(0, "clearstory-toggle"),
    element(0, "constructor"),
    element(0, "a", { href: "javascript:alert(1)" }),
    element(0, "a", { href: " java\nscript:alert(1)" }),
    element(0, "a", { href: "data:text/html,x" }),
    element(0, "a", { href: "#body" }),
    element(0, "img", { src: "data:image/svg+xml,<svg/>", srcset: "javascript:x 1x", width: "1e9", alt: "" }),
    element(0, "video", { src: "blob:x", autoplay: "", poster: "ftp://x/y" }),
    element(0, "p"),
    text(1, "The end"),
    element(7, "p"),
  ]);
  const page = await show(story);
  await viewIsShown(page, "The end");
  assert.equal(
    await viewOf(page).locator(".story").innerHTML(),
    "<p>&lt;b&gt;Words&lt;/b&gt;</p><a></a><a></a><a></a><a></a>" +
      '<img alt="" loading="eager" decoding="async"><video controls="" preload="none"></video><p>The end</p>',
  );
  assert.equal(await viewOf(page).locator("h1").textContent(), "<img src=x onerror=alert(1)>");
  assert.equal(await viewOf(page).locator("article").getAttribute("lang"), "");
  assert.equal(await viewOf(page).locator("article").getAttribute("dir"), "ltr");
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a formula holds its own elements, and they stand nowhere else", async () => {
  const story = article({ title: "Formulas" }, [
    element(0, "mrow"),
    element(1, "mi"),
    element(0, "math", { href: "javascript:alert(1)", style: "color:red", alttext: "x", display: "inline" }),
    text(1, "loose"),
    element(1, "p"),
    text(2, "in a formula"),
    element(1, "math"),
    element(1, "constructor"),
    element(1, "annotation-xml", { encoding: "text/html" }),
    element(2, "script"),
    element(1, "mtext", { lang: "en", id: "cs-1", class: "x" }),
    text(2, "<img src=x onerror=alert(1)>"),
    element(2, "img", { src: "https://example.org/x.png" }),
    element(2, "mi"),
    element(1, "mo", { lspace: "9999em", rspace: "calc(1em)", form: "prefix", stretchy: "maybe" }),
    element(0, "p"),
    element(1, "mi"),
    element(1, "math", { display: "block", alttext: "y" }),
    element(2, "mi", { mathvariant: "normal" }),
    text(3, "y"),
  ]);
  const page = await show(story);
  await viewOf(page).locator("math").first().waitFor();
  assert.equal(
    await viewOf(page).locator(".story").innerHTML(),
    '<math alttext="x"><mtext>&lt;img src=x onerror=alert(1)&gt;</mtext><mo form="prefix"></mo></math><p>' +
      '<div class="scroller" role="group" aria-label="Formula"><math display="block" alttext="y">' +
      '<mi mathvariant="normal">y</mi></math></div></p>',
  );
  const namespaces = await viewOf(page)
    .locator("math, math *")
    .evaluateAll((nodes) => [...new Set(nodes.map((node) => node.namespaceURI))]);
  assert.deepEqual(namespaces, ["http://www.w3.org/1998/Math/MathML"]);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a formula that is wider than the column scrolls inside itself", async () => {
  const wide = Array.from({ length: 200 }, () => [element(1, "mi"), text(2, "x")]).flat();
  const page = await show(article({ title: "Wide" }, [element(0, "math", { display: "block" }), ...wide]));
  await viewOf(page).locator("math").waitFor();
  const overflows = await viewOf(page)
    .locator(".scroller")
    .evaluate((scroller) => {
      const { documentElement } = scroller.ownerDocument;
      return [scroller, documentElement].map(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    });
  assert.deepEqual(overflows, [true, false]);
  await page.close();
});

test("what is on the list is built as it was sent", async () => {
  const page = await show(
    article({ title: "Tables", language: "ar", direction: "rtl" }, [
      element(0, "table"),
      element(1, "tbody"),
      element(2, "tr"),
      element(3, "td", { colspan: "2" }),
      text(4, "Cell"),
      element(0, "ol", { start: "3", reversed: "" }),
      element(1, "li", { value: "7", lang: "de-AT" }),
      element(2, "a", { href: "https://example.org/" }),
      text(3, "Link"),
      element(2, "a", { href: "mailto:a@example.org" }),
      text(3, "Mail"),
    ]),
  );
  await viewIsShown(page, "Link");
  assert.equal(
    await viewOf(page).locator(".story").innerHTML(),
    '<div class="scroller" role="group" aria-label="Table"><table><tbody><tr><td colspan="2">Cell</td></tr></tbody></table></div>' +
      '<ol start="3" reversed=""><li value="7" lang="de-AT">' +
      '<a href="https://example.org/" rel="noopener noreferrer" target="_blank">Link</a>' +
      '<a href="mailto:a@example.org" rel="noopener noreferrer" target="_parent">Mail</a></li></ol>',
  );
  const edge = await viewOf(page)
    .locator("article")
    .evaluate((story) => getComputedStyle(story).direction);
  assert.equal(edge, "rtl");
  await page.close();
});

test("a note is reached and left without a trace in the history", async () => {
  const long = Array.from({ length: 80 }, () => [
    element(0, "p"),
    text(1, "Words that make the story long enough. "),
  ]).flat();
  const page = await show(
    article({ title: "Notes" }, [
      element(0, "a", { href: "#cs-note-1" }),
      text(1, "To the note"),
      ...long,
      element(0, "p", { id: "cs-note-1" }),
      text(1, "The note"),
    ]),
  );
  const entries = await page.evaluate(() => history.length);
  await viewOf(page).getByText("To the note").click();
  const note = viewOf(page).getByText("The note", { exact: true });
  await currentFrame(page).waitForFunction(() => document.activeElement.id === "cs-note-1" && scrollY > 0);
  assert.ok(await note.isVisible());
  assert.equal(await page.evaluate(() => history.length), entries);
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  await page.close();
});

test("doubt is said, and what was left out is listed with its reason", async () => {
  const dropped = [
    {
      reason: "teaser",
      explanation: "few words, many links",
      score: 0.1,
      words: 5,
      text: "Swans close the towpath",
      before: 0,
    },
  ];
  const page = await show(
    article({ title: "Doubt" }, [element(0, "p"), text(1, "Story")], { dropped, confidence: 0.2 }),
  );
  await viewIsShown(page, "not sure that this is the whole story");
  const drawer = viewOf(page).locator("details");
  await drawer.getByText("1 block was left out").click();
  await drawer.getByText("Swans close the towpath").waitFor();
  assert.ok(await drawer.getByText("Teaser for another story").isVisible());
  await page.close();
});

for (const timezoneId of ["America/Los_Angeles", "Pacific/Auckland"]) {
  test(`a date is in the reader's language and stays on the day that the page names, read in ${timezoneId}`, async () => {
    const context = await browser.newContext({ locale: "de-DE", timezoneId });
    const dates = {
      "2025-03-01": "1. März 2025",
      "2025-03": "März 2025",
      2025: "2025",
      "2025-04-18T07:00+09:00": "18. April 2025",
      "2025-04-18T23:30:00-08:00": "18. April 2025",
      "2025-04-18T00:10:00Z": "18. April 2025",
      "2025-04-18T12:00:00": "18. April 2025",
    };
    for (const [published, readable] of Object.entries(dates)) {
      const page = await show(article({ title: "Dates", published }, []), context);
      const time = viewOf(page).locator("time");
      assert.equal(await time.textContent(), readable, published);
      assert.equal(await time.getAttribute("datetime"), published);
      await page.close();
    }
    await context.close();
  });
}

test("a line of what is known of a story ends between two facts", async () => {
  const facts = { byline: "Leonie Ashgrove", published: "2024-11-21", modified: "2024-12-28", language: "en" };
  const page = await show(article({ title: "The keeper", ...facts }, block("Words.")));
  for (let width = 500; width >= 300; width -= 10) {
    await page.setViewportSize({ width, height: 600 });
    const lines = await frameOf(page)
      .locator(".facts")
      .evaluate((facts) => [...facts.children].map((fact) => fact.getClientRects().length));
    assert.deepEqual(lines, [1, 1, 1, 1], `at ${width} pixels`);
  }
  await page.close();
});

test("an update is told unless it was on the same day, and what is no date is not told", async () => {
  const facts = async (metadata) => {
    const page = await show(article({ title: "Dates", ...metadata }, []), context);
    const text = await viewOf(page).locator(".facts").textContent();
    await page.close();
    return text;
  };
  const context = await browser.newContext({ locale: "en-GB" });
  const published = "2025-04-18T07:00+09:00";
  assert.equal(await facts({ published, modified: "2025-04-18T21:00+09:00" }), "18 April 2025\u00a0· 2 min read");
  assert.equal(
    await facts({ byline: "A. Person", published, modified: "2025-05-02" }),
    "A. Person\u00a0· 18 April 2025\u00a0· Updated 2 May 2025\u00a0· 2 min read",
  );
  assert.equal(await facts({ published: "last Tuesday", modified: "2025-13-45" }), "2 min read");
  await context.close();
});

test("pictures are asked for with the referrer that the page's policy allows", async () => {
  const page = await openPage(browser, site.url("toggle.html"));
  const { port, origin } = new URL(page.url());
  const picture = (name) => `http://localhost:${port}/picture.png?${name}`;
  const referrerOf = async (name) => {
    const requested = page.waitForRequest(picture(name));
    await open(page, article({ title: "Picture" }, [element(0, "img", { src: picture(name), alt: "" })]));
    const { referer } = await (await requested).allHeaders();
    await page.keyboard.press("Escape");
    await viewIsGone(page);
    return referer;
  };
  assert.equal(await referrerOf("default"), `${origin}/`);
  await page.evaluate(() => {
    const meta = document.head.appendChild(document.createElement("meta"));
    meta.name = "referrer";
    meta.content = "no-referrer";
  });
  assert.equal(await referrerOf("none"), undefined);
  await page.close();
});

test("Ctrl+P prints the story, not the covered page", async () => {
  const page = await show(article({ title: "Print" }, [element(0, "p"), text(1, "Text")]));
  await viewIsShown(page, "Text");
  await page.evaluate(() => {
    window.printed = [];
    window.print = () => window.printed.push("page");
  });
  await currentFrame(page).evaluate(() => {
    window.print = () => window.parent.printed.push("view");
  });
  await page.keyboard.press("Control+p");
  await page.waitForFunction(() => window.printed.length > 0);
  assert.deepEqual(await page.evaluate(() => window.printed), ["view"]);
  await page.close();
});

test("the view fades in and out, unless the reader wants no motion", async () => {
  for (const reducedMotion of ["no-preference", "reduce"]) {
    const page = await openPage(browser, site.url("toggle.html"));
    await page.emulateMedia({ reducedMotion });
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    await open(page, article({ title: "Fading" }, [element(0, "p"), text(1, "Text")]));
    const frame = await currentFrame(page).frameElement();
    await frame.evaluate(async ({ parentNode: dialog }) => {
      while (getComputedStyle(dialog).opacity !== "1") await new Promise(requestAnimationFrame);
    });
    const wasLeft = await page.evaluate((host) => {
      window.view.close();
      return document.querySelector(host) !== null;
    }, host);
    assert.equal(wasLeft, reducedMotion === "no-preference");
    await viewIsGone(page);
    assert.equal(await page.evaluate(() => document.documentElement.outerHTML), html);
    assert.deepEqual(page.problems, []);
    await page.close();
  }
});
