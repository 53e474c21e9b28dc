// Use the demo page and its six stories as a visitor does, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { launch, openPage, viewIsGone, viewIsShown, viewOf } from "./chromium.mjs";
import { dist, startSite } from "./site.mjs";

let demo;
let browser;
before(async () => {
  demo = await serve(`${dist}/site`, 0);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await demo?.close();
});

/** Nothing went wrong in the page, and nothing was asked of anybody but its own server. */
async function endWell(page) {
  assert.deepEqual(page.problems, []);
  const foreign = page.requests.filter((url) => !url.startsWith(demo.url) && url !== "data:,");
  assert.deepEqual(foreign, []);
  await page.close();
}

const stories = {
  blog: "The button that ordered eleven pizzas",
  forum: "Front hub squeaks, but only below 5 °C",
  japanese: "駅ノートの返事",
  longread: "What the sky did",
  news: "Seven years after letting the sea in, Wrayburn counts its first curlews",
  rtl: "مكتبة على عجلتين",
};

for (const [name, title] of Object.entries(stories)) {
  test(`the toggle of the sample story "${name}" shows it and gives the page back`, async () => {
    const page = await openPage(browser, `${demo.url}stories/${name}.html`);
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    const toggle = page.locator("clearstory-toggle");
    await toggle.click();
    await viewOf(page).locator("h1").waitFor();
    assert.equal(await viewOf(page).locator("h1").textContent(), title);
    assert.ok(await viewOf(page).locator(".story").isVisible());
    const [direction, doubts] = await viewOf(page).evaluate((main) => [
      getComputedStyle(main.querySelector("article")).direction,
      main.querySelectorAll(".notice").length,
    ]);
    assert.equal(direction, name === "rtl" ? "rtl" : "ltr");
    assert.equal(doubts, 0, "the engine is sure of its own samples");
    await page.keyboard.press("Escape");
    await viewIsGone(page);
    assert.equal(await page.evaluate(() => document.documentElement.outerHTML), html);
    assert.equal(await page.evaluate(() => document.activeElement.localName), "clearstory-toggle");
    await endWell(page);
  });
}

test("each sample story is taken apart on the demo page", async () => {
  const page = await openPage(browser, demo.url);
  for (const [name, title] of Object.entries(stories)) {
    await page.locator(`[data-sample="./stories/${name}.html"]`).click();
    await page.locator("#result .kept h1", { hasText: title }).waitFor();
    assert.ok((await page.locator("#result .dropped > ol > li").count()) > 3);
    assert.match(await page.locator("#status").textContent(), /^Extracted in \d/);
  }
  await endWell(page);
});

const pasted = `<!doctype html><html lang="en"><head><title>The tide clock – Harbour Notes</title></head><body>
  <nav><a href="/">Home</a> <a href="/boats">Boats</a> <a href="/tides">Tides</a></nav>
  <article><h1>The tide clock</h1><img src="https://elsewhere.example/clock.jpg" alt="The clock on the quay">
  <p>The clock on the quay has one hand, and it goes round in a little more than twelve hours, as the water does. Nobody in the harbour looks at any other clock, and the trains, which do, are thought of as eccentric.</p>
  <p>It was made in 1894 by a man who repaired compasses, and it has been wrong only twice: once when a gull sat on the
  hand, and once in a spring of very low pressure, when the sea itself was late by the better part of an hour.</p>
  <p>Its keeper winds it on Sundays. She says that the weights are the heaviest thing she lifts in a week, and that she
  has never once hurried up the ladder, because there would be no point in being early for the sea.</p></article>
  <aside class="related"><h2>Related stories</h2><ul><li><a href="/gulls">A gull is not a hat, court finds</a></li></ul></aside>
  <footer>Harbour Notes, printed when the tide allows</footer></body></html>`;

test("a pasted page shows its story beside what was left out", async () => {
  const page = await openPage(browser, demo.url);
  await page.locator("#html").fill(pasted);
  await page.locator("#address").fill("https://harbour.example/notes/clock");
  await page.getByRole("button", { name: "Show the story" }).click();
  const result = page.locator("#result");
  await result.getByRole("heading", { name: "The tide clock" }).waitFor();
  const story = await result.locator(".kept").textContent();
  assert.match(story, /has one hand.*compasses.*winds it on Sundays/s);
  assert.match(story, /Picture, not loaded here: The clock on the quay/);
  assert.doesNotMatch(story, /A gull is not a hat|Boats/);
  const left = await result.locator(".dropped").textContent();
  assert.match(left, /A gull is not a hat, court finds/);
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  assert.ok(await result.isHidden());
  assert.equal(await page.locator("#html").inputValue(), "");
  await endWell(page);
});

test("where no story is pasted, one sentence says what is wrong", async () => {
  const page = await openPage(browser, demo.url);
  const sentences = {
    "": /^Paste the HTML of a page first, or choose a saved page\.$/,
    " \n ": /^Paste the HTML of a page first, or choose a saved page\.$/,
    "<!doctype html><html><body></body></html>": /^(?:This page has no text yet|No story was found on this page)\./,
    "<ul><li><a href=/a>A</a><li><a href=/b>B</a></ul>": /^No story was found on this page\./,
  };
  for (const [html, sentence] of Object.entries(sentences)) {
    await page.locator("#html").fill(html);
    await page.getByRole("button", { name: "Show the story" }).click();
    await page.locator("#status.problem", { hasText: sentence }).waitFor();
    assert.ok(await page.locator("#result").isHidden());
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    assert.equal(await page.locator("#status").textContent(), "");
  }
  await endWell(page);
});

test("a saved page that is dropped is read, in its own encoding and at its own address", async () => {
  const page = await openPage(browser, demo.url);
  await page.locator("#workbench").evaluate((form, html) => {
    const note = "<!-- saved from url=(0034)https://harbour.example/notes/clock -->";
    const text =
      note + html.replace("<head>", '<head><meta charset="windows-1252">').replace("wrong only", "w\u00e4hrend only");
    const bytes = Uint8Array.from(text.replaceAll("–", "-"), (character) => character.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], "clock.html", { type: "text/html" }));
    const drop = (type) =>
      form.dispatchEvent(new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true }));
    if (drop("dragover")) throw new Error("the form does not accept the file");
    drop("drop");
  }, pasted);
  const result = page.locator("#result");
  await result.getByRole("heading", { name: "The tide clock" }).waitFor();
  assert.match(await result.locator(".kept").textContent(), /it has been während only twice/);
  assert.equal(await page.locator("#address").inputValue(), "https://harbour.example/notes/clock");
  await endWell(page);
});

test("a dropped file that is no saved page is refused in one sentence", async () => {
  const page = await openPage(browser, demo.url);
  await page.locator("#workbench").evaluate((form) => {
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array([137, 80, 78, 71, 0, 0, 0])], "picture.png"));
    form.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
  });
  await page.getByText("The file “picture.png” is not a saved HTML page.").waitFor();
  await endWell(page);
});

test("the bookmarklet of the demo page works on another site's page", async () => {
  const page = await openPage(browser, demo.url);
  const link = page.locator("#bookmarklet[href^='javascript:']");
  await link.waitFor();
  const address = await link.evaluate((element) => element.href);
  assert.ok(address.length < 2000, `it has ${address.length} characters`);
  await link.click();
  await page.getByText("Drag the link to the bookmarks bar").waitFor();
  await endWell(page);

  const site = await startSite();
  const other = await openPage(browser, site.url("story.html"));
  await other.evaluate(decodeURIComponent(address.slice("javascript:".length)));
  await viewIsShown(other, "For sixty-one years the keepers");
  assert.deepEqual(other.problems, []);
  await other.close();
  await site.close();
});
