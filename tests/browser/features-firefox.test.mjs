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

/** Run `work` with the window of the view. */
const inView = (tab, work, argument) =>
  tab.evaluate(
    (work, argument) => {
      const { contentWindow } = document.querySelector("html > dialog > iframe");
      return new Function("window", "argument", `return (${work})(window, argument)`)(contentWindow, argument);
    },
    String(work),
    argument,
  );
const untilInView = (tab, work) =>
  tab.waitForFunction((work) => {
    const frame = document.querySelector("html > dialog > iframe");
    return frame && new Function("window", `return (${work})(window)`)(frame.contentWindow);
  }, String(work));
const press = (tab, name) =>
  inView(
    tab,
    ({ document }, name) => {
      const named = ({ title, textContent }) => title === name || textContent === name;
      [...document.querySelectorAll("button")].find(named).click();
    },
    name,
  );

async function openedByExtension(name) {
  const tab = await firefox.openPage(site.url(name));
  await firefox.press();
  await untilInView(tab, ({ document }) => document.querySelector(".story p"));
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
    const { contentWindow } = document.querySelector("html > dialog > iframe");
    const voice = { voiceURI: "a", name: "Alice", lang: "en-GB", localService: true, default: true };
    const speechSynthesis = Object.assign(new EventTarget(), {
      getVoices: () => [voice],
      resume() {},
      cancel() {},
      speak(utterance) {
        window.spoken = utterance;
      },
    });
    Object.defineProperty(contentWindow, "speechSynthesis", { value: speechSynthesis });
    contentWindow.SpeechSynthesisUtterance = class {
      constructor(text) {
        this.text = text;
      }
    };
  }, story);
  await press(tab, "Read aloud");
  await tab.waitForFunction(() => window.spoken?.text === "Boat");
  await tab.evaluate(() => window.spoken.onend({}));
  await tab.evaluate(() => window.spoken.onboundary({ name: "word", charIndex: 3 }));
  const painted = (tab, name) =>
    inView(tab, ({ CSS }, name) => [...(CSS.highlights.get(name) ?? [])].map(String), name);
  assert.deepEqual(await painted(tab, "clearstory-sentence"), ["It came at six."]);
  assert.deepEqual(await painted(tab, "clearstory-word"), ["came"]);

  await inView(tab, ({ document }) => document.querySelector("[role=doc-noteref]").click());
  await untilInView(tab, ({ document }) =>
    document.querySelector(".note:popover-open")?.textContent.includes("itself"),
  );
  await tab.page.keyboard.press("Escape");
  await untilInView(tab, ({ document }) => document.querySelector(".note") === null);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("Firefox enlarges a picture by the keyboard, and Escape closes that first", async () => {
  const tab = await openedByExtension("story.html");
  await inView(tab, ({ document }) => document.querySelector(".story img").focus());
  await tab.page.keyboard.press("Enter");
  await untilInView(tab, ({ document }) => document.querySelector("dialog[open] figcaption"));
  await tab.page.keyboard.press("Escape");
  await untilInView(tab, ({ document }) => document.querySelector("dialog.enlarged") === null);
  await tab.page.keyboard.press("Escape");
  await tab.waitForFunction(() => document.querySelector("html > dialog") === null);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("Firefox keeps highlights from visit to visit, and the story is copied as the engine prints it", async () => {
  const marked = () => inView(tab, ({ CSS }) => [...(CSS.highlights.get("clearstory-mark") ?? [])].map(String));
  let tab = await openedByExtension("code.html");
  await inView(tab, ({ document }) => {
    const words = document.querySelector(".story p").firstChild;
    document.getSelection().setBaseAndExtent(words, 4, words, 12);
  });
  await tab.page.keyboard.press("h");
  await untilInView(tab, ({ CSS }) => CSS.highlights.has("clearstory-mark"));
  assert.deepEqual(await marked(), ["register"]);
  await press(tab, "Copy as Markdown");
  await untilInView(tab, ({ document }) => document.querySelector(".said")?.textContent.includes("Copied"));
  assert.deepEqual(tab.problems, []);
  await tab.page.close();

  tab = await openedByExtension("code.html");
  await untilInView(tab, ({ CSS }) => CSS.highlights.has("clearstory-mark"));
  assert.deepEqual(await marked(), ["register"]);
  await tab.page.close();
});

test("Firefox corrects a story, keeps it for the site, and lets the page be pointed at", async () => {
  const tab = await openedByExtension("fixes.html");
  await press(tab, "Correct the story");
  await inView(tab, (window) => {
    const part = [...window.document.querySelectorAll(".story p")].find((p) =>
      p.textContent.startsWith("Our captains"),
    );
    part.dispatchEvent(new window.PointerEvent("pointerover", { bubbles: true }));
    window.document.querySelector(".remover").click();
  });
  await untilInView(tab, ({ document }) => {
    const story = document.querySelector(".story")?.textContent ?? "Our captains";
    return !story.includes("Our captains") && document.querySelector(".fix-bar");
  });
  const { x, y } = await (await tab.page.$("main h1")).boundingBox();
  await press(tab, "Choose the story on the page");
  await tab.waitForFunction(() => document.querySelectorAll("html > dialog > iframe").length === 2);
  await tab.page.mouse.move(x + 5, y + 5);
  await tab.waitForFunction(() => {
    const picker = [...document.querySelectorAll("html > dialog > iframe")].at(-1).contentDocument;
    return picker.querySelector(".picked")?.textContent === "Lighthouse sold";
  });
  await tab.page.keyboard.press("Escape");
  await tab.waitForFunction(() => document.querySelectorAll("html > dialog > iframe").length === 1);
  await tab.page.close();

  const other = await openedByExtension("fixes-other.html");
  const story = await inView(other, ({ document }) => document.querySelector(".story").textContent);
  assert.ok(story.includes("The lamp was put out") && !story.includes("Guided walks"), story);
  assert.deepEqual([...tab.problems, ...other.problems], []);
  await other.page.close();
});
