// Set what came out of a page: what is known about it, its story, and beside it all that was left out.
import type { Article, Dropped } from "../shim/article";
import { english } from "../shim/texts";
import { readableDate } from "../view/dates";
import { storyPage } from "../view/story";

export function resultOf(document: Document, article: Article): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const sides = make(document, "div", "sides");
  sides.append(kept(document, article), dropped(document, article.dropped));
  fragment.append(facts(document, article), sides);
  return fragment;
}

function facts(document: Document, article: Article): HTMLElement {
  const { metadata } = article;
  const list = make(document, "dl", "facts-list");
  const add = (name: string, value: string | Node | null, className = "") => {
    if (value === null || value === "") return;
    const pair = make(document, "div", className);
    const description = make(document, "dd");
    description.dir = "auto";
    description.append(value);
    pair.append(make(document, "dt", "", name), description);
    list.append(pair);
  };
  const date = (value: string | null) => value && (readableDate(value, navigator.languages) ?? value);
  add("Title", metadata.title, "wide");
  add("By", metadata.byline);
  add("Published", date(metadata.published));
  add("Changed", date(metadata.modified));
  add("Site", metadata.siteName);
  add("Language", metadata.language && languageName(metadata.language));
  add("Direction", metadata.direction === "rtl" ? "right to left" : "left to right");
  add("Kind of page", article.pageType);
  add("Words", article.wordCount.toLocaleString());
  add("Reading time", `${article.readingMinutes} min`);
  add("Confidence", confidence(document, article.confidence));
  add("Excerpt", metadata.excerpt, "wide");
  add("Lead picture", metadata.leadImage, "wide");
  add("Address", metadata.url, "wide");
  return list;
}

function languageName(code: string): string {
  try {
    const name = new Intl.DisplayNames(navigator.languages, { type: "language" }).of(code);
    return name && name !== code ? `${name} (${code})` : code;
  } catch {
    return code;
  }
}

function confidence(document: Document, value: number): Node {
  const fragment = document.createDocumentFragment();
  const meter = document.createElement("meter");
  meter.value = value;
  meter.ariaLabel = "Confidence";
  fragment.append(`${Math.round(value * 100)} %`, meter);
  return fragment;
}

function kept(document: Document, article: Article): HTMLElement {
  const side = make(document, "section", "side kept");
  // Built in a document without a window, which loads no picture before those of other sites are taken out.
  const inert = document.implementation.createHTMLDocument();
  const { page } = storyPage(inert, article, english, navigator.languages);
  replaceForeignMedia(page, document);
  side.append(make(document, "h3", "", "The story"), page);
  return side;
}

/** This page loads nothing from other sites, and its policy would not let it. */
function replaceForeignMedia(page: HTMLElement, document: Document): void {
  for (const media of page.querySelectorAll<HTMLElement>("img, video, audio")) {
    media.removeAttribute("srcset");
    const address = media.getAttribute("src") ?? "";
    if (URL.canParse(address) && new URL(address).origin === document.location.origin) continue;
    const kind = media.localName === "img" ? "Picture" : "Recording";
    const text = media.getAttribute("alt") || address.slice(0, 120);
    media.replaceWith(make(page.ownerDocument, "span", "unloaded", `${kind}, not loaded here: ${text}`));
  }
}

function dropped(document: Document, blocks: readonly Dropped[]): HTMLElement {
  const side = make(document, "section", "side dropped");
  const words = blocks.reduce((sum, block) => sum + block.words, 0);
  const heading =
    blocks.length === 0
      ? "Nothing was left out"
      : `Left out: ${count(blocks.length, "block")}, ${count(words, "word")}`;
  const list = make(document, "ol");
  list.append(...runsOf(blocks).map((run) => droppedRun(document, run)));
  side.append(make(document, "h3", "", heading), list);
  return side;
}

function droppedRun(document: Document, run: readonly [Dropped, ...Dropped[]]): HTMLElement {
  const { reason, explanation } = run[0];
  const words = run.reduce((sum, block) => sum + block.words, 0);
  const title = make(document, "p", "reason", english.text(`reason_${reason}`) || reason);
  title.append(make(document, "span", "", count(words, "word")));
  const texts = make(document, "ul", "texts");
  for (const block of run) {
    const text = make(document, "li", "", block.text);
    text.dir = "auto";
    texts.append(text);
  }
  const item = make(document, "li");
  item.append(title, make(document, "p", "why", explanation), texts);
  return item;
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString()} ${noun}${number === 1 ? "" : "s"}`;
}

function make(document: Document, tag: string, className = "", text = ""): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** Neighbours that were left out for the same reason, such as the links of a menu, are told as one. */
function runsOf(blocks: readonly Dropped[]): [Dropped, ...Dropped[]][] {
  const runs: [Dropped, ...Dropped[]][] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last?.[0].reason === block.reason && last[0].explanation === block.explanation) last.push(block);
    else runs.push([block]);
  }
  return runs;
}
