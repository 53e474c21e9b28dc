// Have stories read aloud by voices that a test speaks for, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { frameOf, launch, viewIsGone } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { article, block, element, inFrame, painted, show, text } from "./stories.mjs";
import { end, giveVoices, isSilent, spoken, texts, word } from "./voices.mjs";

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

const first = "The boat came in at six.";
const second = "Nobody had expected it before noon.";
const third = "It carried salt.";
const story = article({ title: "The boat", language: "en" }, [...block(`${first} ${second}`), ...block(third)]);
const long = article(
  { title: "Long", language: "en" },
  Array.from({ length: 60 }, (_, index) => block(`Paragraph number ${index} says a few words. `.repeat(3))).flat(),
);

const press = (page, name) => frameOf(page).getByRole("button", { name, exact: true }).click();

async function listen(story, voices) {
  const page = await show(browser, site, story);
  await giveVoices(page, voices);
  await press(page, "Read aloud");
  await frameOf(page).getByRole("region", { name: "Read aloud" }).waitFor();
  return page;
}

test("the story is read sentence by sentence, and the sentence and the word are marked", async () => {
  const page = await listen(story);
  assert.deepEqual(await spoken(page), [{ text: "The boat", lang: "en-GB", rate: 1, voice: "Alice" }]);
  const markup = () =>
    frameOf(page)
      .locator("article")
      .evaluate((article) => article.outerHTML);
  const untouched = await markup();
  await end(page);
  assert.deepEqual(await painted(page, "clearstory-sentence"), [first]);
  assert.deepEqual(await painted(page, "clearstory-word"), []);
  await word(page, "boat");
  assert.deepEqual(await painted(page, "clearstory-word"), ["boat"]);
  await end(page);
  await end(page);
  assert.deepEqual(await texts(page), [first, second, third]);
  assert.deepEqual(await painted(page, "clearstory-sentence"), [third]);
  assert.equal(await markup(), untouched, "the story's elements are not touched");
  await end(page);
  assert.ok(await frameOf(page).getByRole("button", { name: "Play" }).isVisible());
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a change of speed or voice goes on from the word", async () => {
  const page = await listen(story, [
    { name: "Alice", lang: "en-GB" },
    { name: "Bob", lang: "en-US" },
    { name: "Chloé", lang: "fr-FR" },
  ]);
  await end(page);
  await word(page, "came");
  await spoken(page);
  await frameOf(page).getByRole("region", { name: "Read aloud" }).getByRole("slider", { name: "Speed" }).fill("150");
  assert.deepEqual(await spoken(page), [{ text: "came in at six.", lang: "en-GB", rate: 1.5, voice: "Alice" }]);
  await word(page, "at");
  assert.deepEqual(await painted(page, "clearstory-word"), ["at"]);

  const voices = frameOf(page).getByLabel("Voice");
  assert.deepEqual(await voices.locator("option").allTextContents(), ["Alice", "Bob"], "those who speak the language");
  await voices.selectOption("Bob");
  assert.deepEqual(await spoken(page), [{ text: "at six.", lang: "en-US", rate: 1.5, voice: "Bob" }]);
  await page.keyboard.press("Escape");
  await viewIsGone(page);

  const stored = await page.evaluate(() => localStorage.getItem("clearstory:voices"));
  assert.deepEqual(JSON.parse(stored), { en: "uri:Bob" });
  await page.close();
});

test("space pauses, arrows go from sentence to sentence, and a click goes to the one under it", async () => {
  const page = await listen(story);
  await frameOf(page).locator("main").focus();
  await spoken(page);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  assert.deepEqual(await texts(page), [first, second, first]);
  await word(page, "in");
  await page.keyboard.press("Space");
  assert.equal(await isSilent(page), true);
  await page.keyboard.press("Space");
  assert.deepEqual(await texts(page), ["in at six."]);

  await frameOf(page).getByText(third).click();
  assert.deepEqual(await texts(page), [third]);
  await page.keyboard.press("Space");
  await frameOf(page)
    .getByText(first)
    .click({ position: { x: 4, y: 4 } });
  assert.equal(await isSilent(page), true, "a click does not end the pause");
  assert.deepEqual(await painted(page, "clearstory-sentence"), [first]);
  await page.close();
});

test("in a story from right to left the arrows go the way it is read", async () => {
  const page = await listen(
    article({ title: "سفينة", language: "ar", direction: "rtl" }, [
      ...block("وصلت السفينة."),
      ...block("كانت تحمل الملح."),
    ]),
    [{ name: "Amira", lang: "ar-EG" }],
  );
  await frameOf(page).locator("main").focus();
  await spoken(page);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await texts(page), ["وصلت السفينة.", "كانت تحمل الملح.", "وصلت السفينة."]);
  await page.close();
});

test("code, captions and note marks are read or not, as chosen, and reading goes on where it is", async () => {
  const page = await listen(
    article({ title: "Parts", language: "en" }, [
      element(0, "p"),
      text(1, "A claim"),
      element(1, "sup"),
      element(2, "a", { href: "#cs-note-1", role: "doc-noteref" }),
      text(3, "12"),
      text(1, " stands here."),
      ...block("let x = 1;", "pre"),
      element(0, "figure"),
      element(1, "figcaption"),
      text(2, "A picture of it."),
      ...block(third),
    ]),
  );
  await spoken(page);
  for (let sentences = 0; sentences < 4; sentences++) await end(page);
  assert.deepEqual(await texts(page), ["A claim stands here.", "A picture of it.", third]);

  await press(page, "Play");
  await end(page);
  await word(page, "stands");
  await spoken(page);
  await frameOf(page).getByRole("button", { name: "Settings" }).click();
  await frameOf(page).getByLabel("Read code aloud").check();
  assert.deepEqual(await texts(page), ["stands here."], "code is taken in without a start from the beginning");
  await frameOf(page).getByLabel("Read the marks of footnotes aloud").check();
  await frameOf(page).getByLabel("Read captions aloud").uncheck();
  await spoken(page);
  for (let sentences = 0; sentences < 3; sentences++) await end(page);
  assert.deepEqual(await texts(page), ["let x = 1;", third]);
  await page.close();
});

test("what the view itself says in the story is not read", async () => {
  const page = await listen(
    article({ title: "Ours", language: "en" }, [
      element(0, "p"),
      element(1, "a", { href: "https://vimeo.com/914400276" }),
      text(2, "One rope"),
      element(0, "img", { alt: "A rope" }),
      ...block("let x", "pre"),
      ...block(third),
    ]),
  );
  await frameOf(page).getByText("Loads from").waitFor();
  for (let sentences = 0; sentences < 3; sentences++) await end(page);
  assert.deepEqual(await texts(page), ["Ours", "One rope", third]);
  await page.close();
});

test("each block is read by a voice of its language, and a language without a voice is named", async () => {
  const page = await listen(
    article({ title: "Languages", language: "en" }, [
      ...block("Bonjour à tous.", "p", { lang: "fr" }),
      element(0, "p"),
      text(1, "They say "),
      element(1, "i", { lang: "fr" }),
      text(2, "bonjour"),
      text(1, "."),
      ...block("Hyvää päivää.", "p", { lang: "fi" }),
    ]),
    [
      { name: "Alice", lang: "en-GB" },
      { name: "Chloé", lang: "fr_FR" },
      { name: "Anna", lang: "fr-CA", default: true },
    ],
  );
  for (let sentences = 0; sentences < 3; sentences++) await end(page);
  const heard = (await spoken(page)).map(({ voice, lang }) => [voice, lang]);
  assert.deepEqual(heard, [
    ["Alice", "en-GB"],
    ["Anna", "fr-CA"],
    ["Alice", "en-GB"],
    [null, "fi"],
  ]);
  await frameOf(page).getByText("There is no voice for Finnish here, so another one reads.").waitFor();
  await page.close();
});

test("a browser without voices says so, and one that finds them late reads", async () => {
  const page = await listen(story, []);
  await frameOf(page).getByText("This browser has no voices to read with.").waitFor();
  assert.equal(await frameOf(page).getByRole("combobox", { name: "Voice" }).count(), 0);
  assert.deepEqual(await spoken(page), []);
  await press(page, "Play");
  await inFrame(page, ({ speechSynthesis, Event }) => {
    speechSynthesis.voices = [{ name: "Late", lang: "en", voiceURI: "late" }];
    speechSynthesis.dispatchEvent(new Event("voiceschanged"));
  });
  await frameOf(page).getByRole("button", { name: "Pause" }).waitFor();
  assert.deepEqual(await texts(page), ["The boat"]);
  assert.equal(await frameOf(page).getByText("This browser has no voices").count(), 0);
  await page.close();
});

test("a voice that fails says so and can go on from the word", async () => {
  const page = await listen(story);
  await end(page);
  await word(page, "six");
  await spoken(page);
  await end(page, "network");
  await frameOf(page).getByText("The voice stopped.").waitFor();
  await press(page, "Play");
  assert.deepEqual(await texts(page), ["six."]);
  await page.close();
});

test("reading begins with what is on the screen, is kept in sight, and lets go of a reader who scrolls away", async () => {
  const page = await show(browser, site, long);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await giveVoices(page);
  await frameOf(page)
    .getByText("Paragraph number 30 says")
    .first()
    .evaluate((block) => block.scrollIntoView());
  await page.keyboard.press("l");
  await frameOf(page).getByRole("button", { name: "Pause" }).waitFor();
  const [begun] = await texts(page);
  assert.match(begun, /^Paragraph number (29|30|31) /);

  const top = () => inFrame(page, (window) => window.scrollY);
  const start = await top();
  for (let sentences = 0; sentences < 30; sentences++) await end(page);
  assert.ok((await top()) > start, "the window has followed");

  await inFrame(page, (window) => window.scrollTo(0, 0));
  for (let sentences = 0; sentences < 3; sentences++) await end(page);
  assert.equal(await top(), 0, "the reader is left where they are");
  await page.close();
});

test("closing the view or the player stops the voice", async () => {
  const page = await listen(story);
  await press(page, "Stop reading aloud");
  assert.equal(await isSilent(page), true);
  assert.deepEqual(await painted(page, "clearstory-sentence"), []);
  assert.equal(await inFrame(page, ({ document }) => document.activeElement.title), "Read aloud");
  await press(page, "Read aloud");
  await frameOf(page).getByRole("button", { name: "Pause" }).waitFor();
  await inFrame(page, (window) => {
    window.parent.speech = window.speechSynthesis;
  });
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  assert.equal(await page.evaluate(() => window.speech.current), null);
  assert.deepEqual(page.problems, []);
  await page.close();
});
