// Use the core of what the view offers beyond reading in Firefox: voices, pictures, highlights, taking along.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchWithExtension } from "./firefox.mjs";
import { startSite } from "./site.mjs";
import { article, block, element, text } from "./stories.mjs";

let site;
let firefox;
before(async () => {
  site = await startSite();
  firefox = await launchWithExtension();
});
after(async () => {
  await firefox?.close();
  await site?.close();
});

/** Press a button as a person does: the view covers the window. */
async function press(tab, name) {
  const { x, y } = await tab.inView((name) => {
    const named = ({ title, textContent }) => title === name || textContent === name;
    const { left, top, width, height } = [...document.querySelectorAll("button")].find(named).getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }, name);
  await tab.page.mouse.click(x, y);
}

async function openedByExtension(name) {
  const tab = await firefox.openPage(site.url(name));
  await firefox.press();
  await tab.untilInView(() => document.querySelector(".story p") !== null);
  return tab;
}

test("Firefox reads aloud and marks the word; a note opens in its place", async () => {
  const tab = await firefox.openPage(site.url("toggle.html"));
  const story = article({ title: "Boat", language: "en" }, [
    element(0, "p"),
    text(1, "It came at six. Nobody saw it."),
    element(1, "a", { href: "#cs-note-1", role: "doc-noteref" }),
    text(2, "1"),
    ...block("The note itself.", "p", { id: "cs-note-1" }),
  ]);
  await tab.evaluate(async (story) => {
    const { open } = await import("/embed/clearstory.js");
    await open(document, { article: story });
  }, story);
  await tab.inView(() => {
    const voice = { voiceURI: "a", name: "Alice", lang: "en-GB", localService: true, default: true };
    const speechSynthesis = Object.assign(new EventTarget(), {
      getVoices: () => [voice],
      resume() {},
      cancel() {},
      speak(utterance) {
        window.spoken = utterance;
      },
    });
    Object.defineProperty(window, "speechSynthesis", { value: speechSynthesis });
    window.SpeechSynthesisUtterance = class {
      constructor(text) {
        this.text = text;
      }
    };
  });
  await press(tab, "Read aloud");
  await tab.untilInView(() => window.spoken?.text === "Boat");
  await tab.inView(() => window.spoken.onend({}));
  await tab.inView(() => window.spoken.onboundary({ name: "word", charIndex: 3 }));
  const painted = (name) => tab.inView((name) => [...(CSS.highlights.get(name) ?? [])].map(String), name);
  assert.deepEqual(await painted("clearstory-sentence"), ["It came at six."]);
  assert.deepEqual(await painted("clearstory-word"), ["came"]);

  await tab.inView(() => document.querySelector("[role=doc-noteref]").click());
  await tab.untilInView(() => document.querySelector(".note:popover-open")?.textContent.includes("itself"));
  await tab.page.keyboard.press("Escape");
  await tab.untilInView(() => document.querySelector(".note") === null);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("Firefox enlarges a picture by the keyboard, and Escape closes that first", async () => {
  const tab = await openedByExtension("story.html");
  await tab.inView(() => document.querySelector(".story img").focus());
  await tab.page.keyboard.press("Enter");
  await tab.untilInView(() => document.querySelector("dialog[open] figcaption") !== null);
  await tab.page.keyboard.press("Escape");
  await tab.untilInView(() => document.querySelector("dialog.enlarged") === null);
  await tab.page.keyboard.press("Escape");
  await tab.viewIsGone();
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("Firefox keeps highlights from visit to visit, and the story is copied as the engine prints it", async () => {
  const marked = () => tab.inView(() => [...(CSS.highlights.get("clearstory-mark") ?? [])].map(String));
  let tab = await openedByExtension("code.html");
  // At once: what can be done with a selection is offered behind the first paint, and of what is selected by then as well.
  await tab.inView(() => {
    const words = document.querySelector(".story p").firstChild;
    document.getSelection().setBaseAndExtent(words, 4, words, 12);
  });
  const isOffered = () =>
    [...document.querySelectorAll("button")].some(({ textContent }) => textContent === "Highlight");
  await tab.untilInView(isOffered);
  await tab.page.keyboard.press("h");
  await tab.untilInView(() => CSS.highlights.has("clearstory-mark"));
  assert.deepEqual(await marked(), ["register"]);
  await press(tab, "Take along");
  await tab.untilInView(() => document.querySelector(".take-along:popover-open") !== null);
  await press(tab, "Copy as Markdown");
  await tab.untilInView(() => document.querySelector(".said")?.textContent.includes("Copied"));
  assert.deepEqual(tab.problems, []);
  await tab.page.close();

  tab = await openedByExtension("code.html");
  await tab.untilInView(() => CSS.highlights.has("clearstory-mark"));
  assert.deepEqual(await marked(), ["register"]);
  await tab.page.close();
});

test("Firefox corrects a story, keeps it for the site, and lets the page be pointed at", async () => {
  const tab = await openedByExtension("fixes.html");
  await press(tab, "Correct the story");
  const part = await tab.inView(() => {
    const starts = ({ textContent }) => textContent.startsWith("Our captains");
    const element = [...document.querySelectorAll(".story p")].find(starts);
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top } = element.getBoundingClientRect();
    return { x: left + 5, y: top + 5 };
  });
  await tab.page.mouse.move(part.x, part.y);
  await tab.untilInView(() => document.querySelector(".remover:not([hidden])") !== null);
  await press(tab, "Leave out");
  await tab.untilInView(() => {
    const story = document.querySelector(".story")?.textContent ?? "Our captains";
    return !story.includes("Our captains") && document.querySelector(".fix-bar") !== null;
  });
  const { x, y } = await (await tab.page.$("main h1")).boundingBox();
  await press(tab, "Choose the story on the page");
  await tab.untilInView(() => document.querySelector(".picked") !== null);
  await tab.page.mouse.move(x + 5, y + 5);
  await tab.untilInView(() => document.querySelector(".picked").textContent === "Lighthouse sold");
  await tab.page.keyboard.press("Escape");
  await tab.untilInView(() => document.querySelector(".fix-bar") !== null);
  await tab.page.close();

  const other = await openedByExtension("fixes-other.html");
  const story = await other.inView(() => document.querySelector(".story").textContent);
  assert.ok(story.includes("The lamp was put out") && !story.includes("Guided walks"), story);
  assert.deepEqual([...tab.problems, ...other.problems], []);
  await other.page.close();
});
