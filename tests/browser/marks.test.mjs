// Mark stories, write beside them and find it all again, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { frameOf, host, launch, viewIsGone } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { article, block, element, inFrame, open, painted, show, text } from "./stories.mjs";

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

const paragraphs = [
  "The bell rang once, and the bell rang twice.",
  "Nobody came. The bell rang once, and it was the last time.",
];
const story = article({ title: "The bell", language: "en" }, [
  element(0, "p"),
  text(1, "The bell rang "),
  element(1, "em"),
  text(2, "once"),
  text(1, ", and the bell rang twice."),
  ...block(paragraphs[1]),
]);

/** Select in the story from the first `from` to the end of the first `to` after it, as a keyboard would. */
function select(page, from, to = from, nth = 0) {
  return inFrame(
    page,
    ({ document }, { from, to, nth }) => {
      const walker = document.createTreeWalker(document.querySelector(".story"), 4);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      const starts = nodes.filter((node) => node.data.includes(from));
      const ends = nodes.slice(nodes.indexOf(starts[nth])).filter((node) => node.data.includes(to));
      document
        .getSelection()
        .setBaseAndExtent(starts[nth], starts[nth].data.indexOf(from), ends[0], ends[0].data.indexOf(to) + to.length);
    },
    { from, to, nth },
  );
}

const button = (page, name) => frameOf(page).getByRole("button", { name, exact: true });
const marked = (page) => painted(page, "clearstory-mark");
const stored = (page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem(`clearstory:marks:${location.href}`))?.marks ?? []);
/** The store is written after what is seen. */
const isStored = (page, count) =>
  page.waitForFunction(
    (count) => (JSON.parse(localStorage.getItem(`clearstory:marks:${location.href}`))?.marks ?? []).length === count,
    count,
  );

/** Each time in a browser that has stored nothing. */
async function openStory() {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  return show(context, site, story);
}

test("selected text is highlighted, found again on the next visit and by its neighbours, and removed with a way back", async () => {
  const page = await openStory();
  await select(page, "bell rang once", "bell rang once", 0);
  await button(page, "Highlight").click();
  assert.deepEqual(await marked(page), ["bell rang once"]);
  await isStored(page, 1);
  const [{ target }] = await stored(page);
  assert.deepEqual(target, {
    type: "TextQuoteSelector",
    exact: "bell rang once",
    prefix: "ell rang twice.\nNobody came. The ".slice(-32),
    suffix: ", and it was the last time.",
  });
  await page.reload();
  await open(page, story);
  await frameOf(page).getByText("1 highlight").click();
  assert.deepEqual(await marked(page), ["bell rang once"]);
  const before = await inFrame(page, ({ CSS }) => {
    const [range] = CSS.highlights.get("clearstory-mark");
    return range.startContainer.data.slice(0, range.startOffset);
  });
  assert.equal(before, "Nobody came. The ", "the second of two that are alike");

  await button(page, "Remove").click();
  await isStored(page, 0);
  assert.deepEqual(await marked(page), []);
  await button(page, "Undo").click();
  await isStored(page, 1);
  assert.deepEqual(await marked(page), ["bell rang once"]);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a passage over several elements and blocks is one highlight, which touches none of them", async () => {
  const page = await openStory();
  const markup = () =>
    frameOf(page)
      .locator("article")
      .evaluate((article) => article.outerHTML);
  const untouched = await markup();
  await frameOf(page).locator("main").focus();
  await select(page, "twice", "Nobody");
  await page.keyboard.press("h");
  await isStored(page, 1);
  assert.equal((await stored(page))[0].target.exact, "twice.\nNobody");
  assert.equal(await markup(), untouched);
  await page.context().close();
});

test("by the keyboard: Tab leads from the selection to its buttons, a note is written and kept as it is written", async () => {
  const page = await openStory();
  await frameOf(page).locator("main").focus();
  await select(page, "Nobody came.");
  await button(page, "Note").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Who should have?");
  await page.waitForFunction(() =>
    localStorage.getItem(`clearstory:marks:${location.href}`)?.includes("Who should have?"),
  );
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await viewIsGone(page);

  await open(page, story);
  await frameOf(page)
    .getByText("Nobody came. The")
    .click({ position: { x: 6, y: 6 } });
  assert.equal(await frameOf(page).getByRole("textbox", { name: "Note" }).inputValue(), "Who should have?");
  assert.deepEqual(await painted(page, "clearstory-noted"), ["Nobody came."]);
  await page.context().close();
});

test("Escape puts the buttons away and leaves the view open", async () => {
  const page = await openStory();
  await select(page, "Nobody");
  await button(page, "Highlight").waitFor();
  await page.keyboard.press("Escape");
  await button(page, "Highlight").waitFor({ state: "detached" });
  assert.equal(await page.locator(host).count(), 1);
  await page.context().close();
});

test("a full store says so, and nothing is lost: not the note on the screen, not on the next opening", async () => {
  const page = await openStory();
  await page.evaluate(() => {
    window.setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await select(page, "Nobody came.");
  await button(page, "Note").click();
  await page.keyboard.type("Kept?");
  const editor = frameOf(page).getByRole("dialog", { name: "Highlight" });
  await editor.getByText("The browser does not let this be stored.").waitFor();
  assert.equal(await editor.getByRole("textbox").inputValue(), "Kept?");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await viewIsGone(page);

  await page.evaluate(() => {
    Storage.prototype.setItem = window.setItem;
  });
  await open(page, story);
  await frameOf(page).getByText("1 highlight").click();
  await frameOf(page).locator(".marks").getByText("Kept?").waitFor();
  await select(page, "twice");
  await button(page, "Highlight").click();
  await isStored(page, 2);
  assert.deepEqual((await stored(page)).map(({ note }) => note).sort(), ["", "Kept?"]);
  await page.context().close();
});

test("what is stored by another tab or another version is not written over", async () => {
  const page = await openStory();
  await frameOf(page).getByText(paragraphs[1]).waitFor();
  const other = await show(page.context(), site, story);
  await select(other, "twice");
  await button(other, "Highlight").click();
  await isStored(other, 1);
  await other.close();
  await select(page, "Nobody");
  await button(page, "Highlight").click();
  await isStored(page, 2);

  await page.evaluate(() => localStorage.setItem(`clearstory:marks:${location.href}`, '{"version":99,"marks":{}}'));
  await select(page, "last");
  await button(page, "Highlight").click();
  await frameOf(page).locator(".marks").getByText("The browser does not let this be stored.").waitFor();
  assert.equal(
    await page.evaluate(() => localStorage.getItem(`clearstory:marks:${location.href}`)),
    '{"version":99,"marks":{}}',
  );
  assert.ok((await marked(page)).includes("last"));
  await page.context().close();
});

test("a highlight that another tab removes does not come back", async () => {
  const page = await openStory();
  await select(page, "twice");
  await button(page, "Highlight").click();
  await isStored(page, 1);
  const other = await show(page.context(), site, story);
  await frameOf(other).getByText("1 highlight").click();
  await button(other, "Remove").click();
  await isStored(other, 0);
  await other.close();
  await select(page, "Nobody");
  await button(page, "Highlight").click();
  await isStored(page, 1);
  assert.equal((await stored(page))[0].target.exact, "Nobody");
  await page.context().close();
});

test("a highlight whose words are gone is kept in the list, and what is stored wrongly is passed over", async () => {
  const page = await openStory();
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  await page.evaluate(() => {
    const mark = (exact, more = {}) => ({
      id: exact,
      created: "2025-01-01T00:00:00Z",
      note: "",
      target: { type: "TextQuoteSelector", exact, prefix: "", suffix: "" },
      ...more,
    });
    const marks = [mark("No such words"), mark("twice", { note: 7 }), null, mark("")];
    localStorage.setItem(`clearstory:marks:${location.href}`, JSON.stringify({ version: 1, marks }));
  });
  await open(page, story);
  await frameOf(page).getByText("1 highlight").click();
  const list = frameOf(page).locator(".marks");
  await list.getByText("No such words").waitFor();
  await list.getByText("These words are not in the story any more.").waitFor();
  assert.deepEqual(await marked(page), []);
  await page.context().close();
});

test("a quote is copied with a link to its words, told from others that are alike", async () => {
  const page = await openStory();
  await page.evaluate((texts) => {
    for (const text of texts) document.body.appendChild(document.createElement("p")).textContent = text;
  }, paragraphs);
  const copied = async (words, ...selection) => {
    await select(page, ...selection);
    await button(page, "Copy with link").click();
    await page.waitForFunction(async (words) => (await navigator.clipboard.readText()).startsWith(`“${words}”`), words);
    return (await page.evaluate(() => navigator.clipboard.readText())).split("\n").at(-1);
  };
  const url = page.url();
  assert.equal(await copied("obody cam", "obody cam"), `${url}#:~:text=Nobody%20came`);
  assert.equal(
    await copied("rang once", "rang once"),
    `${url}#:~:text=Nobody%20came.%20The%20bell-,rang%20once,-%2C%20and%20it%20was%20the%20last`,
  );
  assert.equal(await copied("twice.\nNobody", "twice", "Nobody"), `${url}#:~:text=twice.,Nobody`);
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item.getType("text/html")).text();
  });
  assert.match(html, /<blockquote>twice\.\s+Nobody<\/blockquote>/);
  await page.context().close();
});
