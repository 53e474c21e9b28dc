// Set the story: its heading with what is known about it, and its text.
import type { Article, Metadata } from "../shim/article";
import { readableDate } from "./dates";
import type { Messages } from "./messages";
import { isLanguage } from "./policy";
import { buildStory, type NodeAt } from "./tree";

interface StoryPage {
  readonly page: HTMLElement;
  readonly story: HTMLElement;
  readonly nodeAt: NodeAt;
}

export function storyPage(
  document: Document,
  article: Article,
  messages: Messages,
  languages: readonly string[],
): StoryPage {
  const { metadata } = article;
  const page = document.createElement("article");
  page.dir = metadata.direction === "rtl" ? "rtl" : "ltr";
  // Empty says that it is unknown; without it, the story would count as written in the language of the view.
  page.lang = metadata.language && isLanguage(metadata.language) ? metadata.language : "";

  const story = document.createElement("div");
  story.className = "story";
  const nodeAt = buildStory(story, article.content, messages);
  // The first picture is in sight at once; only those further down can wait.
  story.querySelector("img")?.setAttribute("loading", "eager");

  page.append(heading(document, article, messages, languages), story);
  return { page, story, nodeAt };
}

function heading(document: Document, article: Article, messages: Messages, languages: readonly string[]): HTMLElement {
  const { metadata } = article;
  const header = document.createElement("header");
  if (metadata.siteName) header.append(textElement(document, "p", "from", metadata.siteName));
  header.append(textElement(document, "h1", "", metadata.title ?? messages.text("untitled")));

  const facts = document.createElement("p");
  facts.className = "facts";
  // These words are ours, in our language, whatever the story's is.
  facts.lang = messages.language;
  if (metadata.byline) add(facts, textElement(document, "span", "byline", metadata.byline));
  for (const date of dates(document, metadata, messages, languages)) add(facts, date);
  add(facts, textElement(document, "span", "minutes", messages.count("minutes", article.readingMinutes)));
  header.append(facts);
  return header;
}

/** Each fact runs in its own direction, and the dots between them in the story's. */
function add(facts: HTMLElement, fact: HTMLElement): void {
  fact.dir = "auto";
  if (facts.hasChildNodes()) facts.append("\u00a0· ");
  facts.append(fact);
}

function dates(
  document: Document,
  metadata: Metadata,
  messages: Messages,
  languages: readonly string[],
): HTMLElement[] {
  const published = metadata.published && readableDate(metadata.published, languages);
  const modified = metadata.modified && readableDate(metadata.modified, languages);
  const elements: HTMLElement[] = [];
  if (published) elements.push(time(document, metadata.published!, published));
  // An update on the day itself is no news to a reader.
  if (modified && modified !== published)
    elements.push(time(document, metadata.modified!, messages.text("updated", modified)));
  return elements;
}

function time(document: Document, value: string, text: string): HTMLElement {
  const element = textElement(document, "time", "", text);
  element.setAttribute("datetime", value);
  return element;
}

function textElement(document: Document, tag: string, className: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}
