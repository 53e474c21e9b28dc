// Change every setting of the view as a reader does, and see what comes of it, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { embedFrameOf as frameOf, launch, openPage, viewIsGone, viewOf } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { article, element, text } from "./stories.mjs";

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

const said =
  "The keeper wrote down the wind and the weather every evening, and when the book was full he bought another one in the town across the water. ";
const story = article({ title: "A long story", language: "en" }, [
  element(0, "p"),
  text(1, said.repeat(4)),
  element(0, "h2"),
  text(1, "A heading"),
  element(0, "p"),
  text(1, said.repeat(5)),
  element(1, "a", { href: "https://example.org/far" }),
  text(2, "A link"),
  ...Array.from({ length: 20 }, (_, index) => [element(0, "p"), text(1, `${index}. ${said.repeat(3)}`)]).flat(),
]);

/** Open the view with what is stored, in a context of its own; `store` is what the page's storage holds. */
async function show({ stored, options = {}, shown = story, before } = {}) {
  const context = await browser.newContext(options);
  const page = await openPage(context, site.url("toggle.html"));
  if (before) await page.evaluate(before);
  if (stored !== undefined) {
    await page.evaluate((stored) => localStorage.setItem("clearstory:settings", stored), JSON.stringify(stored));
  }
  await reopen(page, shown);
  return page;
}

async function reopen(page, shown = story) {
  await page.evaluate(async (story) => {
    const { open } = await import("/embed/clearstory.js");
    await open(document, { article: story });
  }, shown);
  await viewOf(page).locator("h1").waitFor();
}

const openPanel = async (page) => {
  await frameOf(page).getByRole("button", { name: "Settings" }).click();
  await frameOf(page).locator(".panel:popover-open").waitFor();
};
const style = (page, name, selector = ".story p") =>
  frameOf(page)
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name);
const stored = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("clearstory:settings")));

/** How many letters stand in each full line of the story's first paragraph. */
const lettersPerLine = (page) =>
  frameOf(page)
    .locator(".story p")
    .filter({ hasText: "keeper" })
    .first()
    .evaluate((paragraph) => {
      const range = document.createRange();
      const words = paragraph.firstChild;
      const lines = new Map();
      for (let at = 0; at < words.length; at++) {
        range.setStart(words, at);
        range.setEnd(words, at + 1);
        const top = Math.round(range.getBoundingClientRect().top);
        lines.set(top, (lines.get(top) ?? 0) + 1);
      }
      return [...lines.values()].slice(0, -2);
    });
const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

test("a line holds 60 to 70 letters in every font and size", async () => {
  for (const settings of [
    {},
    { font: "sans" },
    { font: "clear" },
    { textSize: 130 },
    { letterSpacing: 12, wordSpacing: 16 },
  ]) {
    const page = await show({
      stored: { version: 1, ...settings },
      options: { viewport: { width: 1900, height: 900 } },
    });
    const letters = mean(await lettersPerLine(page));
    assert.ok(letters >= 60 && letters <= 70, `${letters} letters with ${JSON.stringify(settings)}`);
    await page.context().close();
  }
});

test("each slider changes what it names, and says its value", async () => {
  const page = await show();
  await openPanel(page);
  const changes = [
    ["Text size", "font-size", ".story p"],
    ["Line height", "line-height", ".story p"],
    ["Space between paragraphs", "margin-bottom", ".story p"],
    ["Space between letters", "letter-spacing", ".story p"],
    ["Space between words", "word-spacing", ".story p"],
    ["Line width", "max-width", "article"],
  ];
  for (const [name, property, selector] of changes) {
    const slider = frameOf(page).getByRole("slider", { name });
    const before = [await style(page, property, selector), await slider.getAttribute("aria-valuetext")];
    await slider.press("ArrowRight");
    const after = [await style(page, property, selector), await slider.getAttribute("aria-valuetext")];
    assert.notEqual(after[0], before[0], name);
    assert.notEqual(after[1], before[1], name);
  }
  await page.context().close();
});

test("the spacing that WCAG 1.4.12 names can be had", async () => {
  const page = await show({
    stored: { version: 1, lineHeight: 100, paragraphSpacing: 200, letterSpacing: 12, wordSpacing: 16 },
  });
  const size = Number.parseFloat(await style(page, "font-size"));
  const inSizes = async (name) => Number.parseFloat(await style(page, name)) / size;
  assert.ok((await inSizes("line-height")) >= 1.5);
  assert.ok((await inSizes("margin-bottom")) >= 2);
  assert.ok((await inSizes("letter-spacing")) >= 0.12 - 1e-6);
  assert.ok((await inSizes("word-spacing")) >= 0.16 - 1e-6);
  await page.context().close();
});

test("the themes have their colours, and the system's is followed", async () => {
  const papers = {};
  for (const theme of ["system", "light", "sepia", "dark", "contrast"]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await show({ stored: { version: 1, theme }, options: { colorScheme } });
      papers[`${theme} ${colorScheme}`] = await style(page, "background-color", "html");
      await page.context().close();
    }
  }
  assert.equal(papers["system light"], papers["light dark"]);
  assert.equal(papers["system dark"], papers["dark light"]);
  assert.equal(papers["sepia light"], papers["sepia dark"]);
  assert.equal(papers["contrast light"], "rgb(255, 255, 255)");
  assert.equal(papers["contrast dark"], "rgb(0, 0, 0)");
});

test("in high contrast, too, what is chosen can be told from what is not", async () => {
  const page = await show({ stored: { version: 1, theme: "contrast" } });
  await openPanel(page);
  const look = (name) =>
    frameOf(page)
      .getByRole("radio", { name, exact: true })
      .evaluate((radio) => {
        const { backgroundColor, boxShadow } = getComputedStyle(radio.parentElement);
        return { backgroundColor, rings: boxShadow.split("inset").length - 1 };
      });
  assert.equal((await look("Sans serif")).backgroundColor, "rgba(0, 0, 0, 0)");
  assert.equal((await look("Serif")).backgroundColor, "rgb(0, 0, 0)");
  // A tile has the colours of its theme; around it stand two rings.
  assert.equal((await look("High contrast")).rings, 2);
  await page.context().close();
});

test("own colours are taken, measured, and warned of where they are too faint, and the panel stays readable", async () => {
  const page = await show();
  const frame = frameOf(page);
  await openPanel(page);
  await frame.getByRole("radio", { name: "Own" }).check();
  await frame.getByLabel("Text", { exact: true }).fill("#000000");
  await frame.getByLabel("Background").fill("#ffffff");
  await frame.getByLabel("Links", { exact: true }).fill("#0000ee");
  await frame.getByText("Contrast 9.3 to 1", { exact: true }).waitFor();
  assert.equal(await style(page, "color"), "rgb(0, 0, 0)");
  await frame.getByLabel("Text", { exact: true }).fill("#777777");
  await frame.getByText("Contrast 4.4 to 1: under 4.5 to 1").waitFor();
  assert.equal(await style(page, "color"), "rgb(119, 119, 119)");
  await frame.getByLabel("Text", { exact: true }).fill("#ffffff");
  await frame.getByText("Contrast 1.0 to 1: under 4.5 to 1").waitFor();
  assert.equal(await style(page, "color", ".panel legend"), "rgb(0, 0, 0)");
  await page.context().close();
});

test("any font of the computer can be named, and one that is missing is said to be", async () => {
  const page = await show();
  const frame = frameOf(page);
  await openPanel(page);
  await frame.getByRole("radio", { name: "Another" }).check();
  const name = frame.getByRole("textbox", { name: "Name of a font" });
  await name.fill("DejaVu Sans Mono");
  await name.press("Enter");
  assert.match(await style(page, "font-family"), /^"DejaVu Sans Mono"/);
  assert.equal(await frame.getByText("no font of that name").count(), 0);
  await name.fill("No Such Font 123");
  await name.press("Enter");
  await frame.getByText("This computer has no font of that name.").waitFor();
  await page.context().close();
});

test("alignment and hyphens follow the reader, and hyphens the language", async () => {
  const page = await show({ stored: { version: 1, align: "justify" } });
  assert.equal(await style(page, "text-align"), "justify");
  assert.equal(await style(page, "hyphens"), "auto");
  await page.context().close();
  const plain = await show({ stored: { version: 1, hyphens: false } });
  assert.equal(await style(plain, "hyphens"), "manual");
  assert.equal(await style(plain, "text-align"), "start");
  await plain.context().close();
});

test("choices are kept from view to view, and reset", async () => {
  const page = await show();
  await openPanel(page);
  await frameOf(page).getByRole("radio", { name: "Sepia" }).check();
  await frameOf(page).getByRole("radio", { name: "Sans serif" }).check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  await reopen(page);
  assert.equal(await frameOf(page).evaluate(() => document.documentElement.dataset.theme), "sepia");
  assert.equal((await stored(page)).font, "sans");
  await openPanel(page);
  await frameOf(page).getByRole("button", { name: "Reset" }).click();
  assert.equal(await frameOf(page).evaluate(() => document.documentElement.dataset.theme), "system");
  await page.waitForFunction(() => JSON.parse(localStorage.getItem("clearstory:settings")).font === "serif");
  await page.context().close();
});

test("stored values that are broken fall back one by one", async () => {
  const page = await show({
    stored: {
      version: 1,
      theme: "neon",
      textSize: 1e9,
      lineWidth: "66",
      font: "sans",
      ink: "red",
      keys: 1,
      unknown: 2,
    },
  });
  const { theme, font } = await frameOf(page).evaluate(() => ({ ...document.documentElement.dataset }));
  assert.deepEqual([theme, font], ["system", "sans"]);
  assert.equal(await style(page, "font-size"), "20px");
  await page.context().close();
  for (const broken of [7, "x", [], null, { version: 99, font: "sans" }, { textSize: 3 }]) {
    const other = await show({ stored: broken });
    assert.equal(await frameOf(other).evaluate(() => document.documentElement.dataset.font), "serif");
    await other.context().close();
  }
});

test("what another tab has chosen meanwhile stays, and what a newer version has stored", async () => {
  const page = await show();
  await page.evaluate(() => localStorage.setItem("clearstory:settings", '{"version":1,"font":"sans"}'));
  await openPanel(page);
  await frameOf(page).getByRole("radio", { name: "Dark" }).check();
  await page.waitForFunction(() => JSON.parse(localStorage.getItem("clearstory:settings")).theme === "dark");
  assert.equal((await stored(page)).font, "sans");

  const newer = '{"version":99,"colours":"dark"}';
  await page.evaluate((newer) => localStorage.setItem("clearstory:settings", newer), newer);
  await frameOf(page).getByRole("radio", { name: "Sepia" }).check();
  await frameOf(page).getByText("Your settings could not be saved.").waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem("clearstory:settings")), newer);
  await page.context().close();
});

test("a store that is full is told quietly, and the choice holds", async () => {
  const page = await show({
    before: () => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    },
  });
  await openPanel(page);
  await frameOf(page).getByRole("radio", { name: "Dark" }).check();
  await frameOf(page).getByText("Your settings could not be saved.").waitFor();
  assert.equal(await frameOf(page).evaluate(() => document.documentElement.dataset.theme), "dark");
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("single keys are commands, unless they are turned off or meant for something else", async () => {
  const page = await show();
  const frame = frameOf(page);
  const size = () => style(page, "font-size");
  const normal = await size();
  await page.keyboard.press("+");
  assert.notEqual(await size(), normal);
  await page.keyboard.press("-");
  assert.equal(await size(), normal);
  await page.keyboard.press("t");
  assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), "light");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const top = await frame.evaluate(() => scrollY);
  assert.ok(top > 0);
  await page.keyboard.press("k");
  assert.ok((await frame.evaluate(() => scrollY)) < top);
  await page.keyboard.press("n");
  assert.equal(await frame.evaluate(() => document.activeElement.textContent), "A heading");
  await page.keyboard.press("p");
  assert.equal(await frame.evaluate(() => document.activeElement.localName), "h1");
  for (const key of ["Control+j", "Alt+j", "Meta+j"]) {
    await page.keyboard.press(key);
    assert.equal(await frame.evaluate(() => scrollY), 0, key);
  }
  await page.keyboard.press("?");
  const list = frame.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const name of ["Settings", "Larger text", "Next heading", "Back to the page"]) {
    await list.getByText(name, { exact: true }).waitFor();
  }
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });

  await page.keyboard.press("s");
  await frame.locator(".panel:popover-open").waitFor();
  await frame.getByRole("checkbox", { name: "Single keys are commands" }).uncheck();
  await page.keyboard.press("Escape");
  for (const key of ["+", "t", "?", "j", "s"]) await page.keyboard.press(key);
  assert.equal(await size(), normal);
  assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), "light");
  assert.equal(await frame.locator(":popover-open, dialog[open]").count(), 0);
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  await page.context().close();
});

test("a key that is typed into a field is text", async () => {
  const page = await show({ stored: { version: 1, font: "local" } });
  await openPanel(page);
  const name = frameOf(page).getByRole("textbox", { name: "Name of a font" });
  await name.focus();
  await page.keyboard.type("Tst?+");
  assert.equal(await name.inputValue(), "Tst?+");
  assert.equal(await frameOf(page).evaluate(() => document.documentElement.dataset.theme), "system");
  await page.context().close();
});

test("the outline leads to a heading and marks the one that is read", async () => {
  const page = await show();
  const frame = frameOf(page);
  await frame.getByRole("button", { name: "Outline" }).waitFor({ state: "detached" });
  await page.context().close();

  const parts = ["One", "Two", "Three"].map((name) => [
    element(0, "h2"),
    text(1, name),
    ...Array.from({ length: 8 }, () => [element(0, "p"), text(1, said.repeat(2))]).flat(),
  ]);
  const long = await show({ shown: article({ title: "Parts", language: "en" }, parts.flat(), { readingMinutes: 9 }) });
  const view = frameOf(long);
  assert.equal(await view.locator(".status").textContent(), "");
  await view.getByRole("button", { name: "Outline" }).click();
  const outline = view.getByRole("navigation", { name: "Outline" });
  assert.deepEqual(await outline.getByRole("button").allTextContents(), ["Parts", "One", "Two", "Three"]);
  await outline.getByRole("button", { name: "Two" }).click();
  await outline.waitFor({ state: "hidden" });
  assert.equal(await view.evaluate(() => document.activeElement.textContent), "Two");
  await view.getByText(/^\d min left$/).waitFor();
  await long.keyboard.press("o");
  await outline.locator("[aria-current]", { hasText: "Two" }).waitFor();
  await long.keyboard.press("Escape");
  await view.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await view.waitForFunction(() => document.querySelector(".progress").style.scale === "1");
  await long.context().close();
});

test("paper gets the story alone, in black, with the addresses of links if they are wanted", async () => {
  const page = await show({ stored: { version: 1, theme: "dark" } });
  await openPanel(page);
  await frameOf(page).getByRole("checkbox", { name: "Print the addresses of links" }).check();
  await page.emulateMedia({ media: "print" });
  for (const selector of [".toolbar", ".panel", ".progress"]) {
    assert.equal(await style(page, "display", selector), "none", selector);
  }
  assert.equal(await style(page, "color"), "rgb(0, 0, 0)");
  assert.equal(await style(page, "background-color", "html"), "rgb(255, 255, 255)");
  assert.equal(await style(page, "break-after", "h2"), "avoid");
  const address = () =>
    frameOf(page)
      .getByText("A link")
      .evaluate((link) => getComputedStyle(link, "::after").content);
  assert.equal(await address(), '" (https://example.org/far)"');
  await page.emulateMedia({ media: "screen" });
  await frameOf(page).getByRole("checkbox", { name: "Print the addresses of links" }).uncheck();
  await page.emulateMedia({ media: "print" });
  assert.equal(await address(), "none");
  await page.context().close();
});
