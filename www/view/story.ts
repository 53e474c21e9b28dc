// Set the story: its heading with what is known about it, and its text.
import type { Article, Metadata } from "../shim/article";
import { labels } from "../shim/messages";
import { readableDate } from "./dates";
import { isLanguage } from "./policy";
import { buildStory } from "./tree";

export function storyPage(document: Document, article: Article, languages: readonly string[]): HTMLElement {
  const { metadata } = article;
  const page = document.createElement("article");
  page.dir = metadata.direction === "rtl" ? "rtl" : "ltr";
  if (metadata.language && isLanguage(metadata.language)) page.lang = metadata.language;

  const story = document.createElement("div");
  story.className = "story";
  buildStory(story, article.content);
  // The first picture is in sight at once; only those further down can wait.
  story.querySelector("img")?.setAttribute("loading", "eager");

  page.append(heading(document, article, languages), story);
  return page;
}

function heading(document: Document, article: Article, languages: readonly string[]): HTMLElement {
  const { metadata } = article;
  const header = document.createElement("header");
  if (metadata.siteName) header.append(textElement(document, "p", "from", metadata.siteName));
  header.append(textElement(document, "h1", "", metadata.title ?? labels.untitled));

  const facts = document.createElement("p");
  facts.className = "facts";
  // These words are ours, in our language, whatever the story's is.
  facts.lang = "en";
  if (metadata.byline) add(facts, textElement(document, "span", "byline", metadata.byline));
  for (const date of dates(document, metadata, languages)) add(facts, date);
  add(facts, textElement(document, "span", "minutes", labels.minutes(article.readingMinutes)));
  header.append(facts);
  return header;
}

/** Each fact runs in its own direction, and the dots between them in the story's. */
function add(facts: HTMLElement, fact: HTMLElement): void {
  fact.dir = "auto";
  if (facts.hasChildNodes()) facts.append(" · ");
  facts.append(fact);
}

function dates(document: Document, metadata: Metadata, languages: readonly string[]): HTMLElement[] {
  const published = metadata.published && readableDate(metadata.published, languages);
  const modified = metadata.modified && readableDate(metadata.modified, languages);
  const elements: HTMLElement[] = [];
  if (published) elements.push(time(document, metadata.published!, published));
  // An update on the day itself is no news to a reader.
  if (modified && modified !== published) elements.push(time(document, metadata.modified!, labels.updated(modified)));
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
