// Put what the engine makes of hostile pages into every place where a browser reads it, and say what is wrong with it.
// Runs in the page, in every browser alike.

import { judge } from "/attacks/judge.mjs";
import { settled } from "/attacks/settled.mjs";
import { open } from "/embed/clearstory.js";
import init, { extract, render, renderEpub } from "/engine/clearstory.js";
import { strFromU8, unzipSync } from "/node_modules/fflate/esm/browser.js";
import { marked } from "/node_modules/marked/lib/marked.esm.js";
import { revealRoots } from "/reveal.mjs";

/**
 * Try pages in all sinks.
 * @returns {Promise<{ tried: number, wrong: string[], named: string[] }>} what is wrong, and the addresses of pictures
 *   and films that the stories name.
 */
export async function tryAll(pages) {
  await load();
  const stories = pages.flatMap(storyOf);
  const wrong = stories.flatMap(({ name, html, chapters }) =>
    [faultOfParsing(html), ...chapters.map(faultOfXml)].filter(Boolean).map((fault) => `${name}\n    ${fault}`),
  );
  const all = (form) => stories.map((story) => ({ name: story.name, html: story[form] }));
  wrong.push(
    ...judged(all("html"), "the HTML"),
    ...judged(all("read"), "the Markdown"),
    ...judged(all("book"), "the book"),
  );
  for (const form of ["html", "read", "book"]) {
    const text = stories.map((story) => story[form]).join("\n");
    await inserted(text);
    await opened(text);
  }
  wrong.push(...(await viewed(stories)));
  return { tried: stories.length, wrong, named: [...new Set(stories.flatMap(({ article }) => namedBy(article)))] };
}

/** What is wrong with the HTML of pages' stories, once this browser has read it. */
export async function tryParsing(pages) {
  await load();
  const stories = pages.flatMap(storyOf);
  const faults = stories.map(({ name, html }) => ({ name, fault: faultOfParsing(html) ?? judge(html) }));
  return { tried: stories.length, wrong: faults.filter(({ fault }) => fault) };
}

/** The same insertions of the pages as they are: a harness that notices nothing here would notice nothing anywhere. */
export async function tryRaw(pages) {
  for (const { html } of pages) {
    await inserted(html);
    await opened(html);
  }
}

async function load() {
  await init({ module_or_path: await (await fetch("/engine/clearstory_bg.wasm")).arrayBuffer() });
}

/** A page's story in all forms; none where the engine says that there is none. */
function storyOf({ name, html, url }) {
  try {
    const article = extract(html, { url });
    const chapters = chaptersOf(article);
    const read = marked.parse(render(article, "markdown"), { async: false });
    return [{ name, article, html: render(article, "html"), read, chapters, book: chapters.map(bodyOf).join("\n") }];
  } catch (error) {
    if (typeof error.code !== "string") throw error;
    return [];
  }
}

/** A book's chapters, in the language of books. */
function chaptersOf(article) {
  const files = Object.entries(unzipSync(renderEpub(article)));
  return files.filter(([name]) => name.endsWith(".xhtml")).map(([, bytes]) => strFromU8(bytes));
}

const asXml = (chapter) => new DOMParser().parseFromString(chapter, "application/xhtml+xml");
const bodyOf = (chapter) => asXml(chapter).querySelector("body")?.innerHTML ?? "";

function faultOfXml(chapter) {
  return asXml(chapter).querySelector("parsererror") ? `no XML: ${chapter}` : undefined;
}

/** Whether the story's HTML, read by this browser, is written again as it was, byte for byte. */
function faultOfParsing(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const story = html.slice(html.indexOf("<article>"), html.lastIndexOf("</article>") + "</article>".length);
  const again = parsed.querySelector("article").outerHTML;
  if (again === story) return undefined;
  const at = [...story].findIndex((sign, at) => again[at] !== sign);
  return `read again: ${story.slice(at - 40, at + 40)} became ${again.slice(at - 40, at + 40)}`;
}

/** What a second judge has against texts: asked of all of them at once, and of each where there is something. */
function judged(texts, what) {
  if (!judge(texts.map(({ html }) => html).join("\n"))) return [];
  return texts.flatMap(({ name, html }) => {
    const fault = judge(html);
    return fault ? [`${name}\n    DOMPurify takes out of ${what}: ${fault}`] : [];
  });
}

/** As a page's script inserts a text: by innerHTML, from a parser's document, and from a template. */
async function inserted(html) {
  const place = document.body.appendChild(document.createElement("div"));
  place.innerHTML = html;
  const parsed = new DOMParser().parseFromString(html, "text/html");
  place.append(...document.adoptNode(parsed.body).childNodes);
  const template = document.createElement("template");
  template.innerHTML = html;
  place.append(document.importNode(template.content, true));
  await settled(place);
  place.remove();
}

/** As a document of its own: opened as one, and written into one. */
async function opened(html) {
  const frame = document.createElement("iframe");
  frame.srcdoc = html;
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const written = document.body.appendChild(document.createElement("iframe"));
  written.contentDocument.open();
  written.contentDocument.write(html);
  written.contentDocument.close();
  for (const { contentDocument } of [frame, written]) if (contentDocument) await settled(contentDocument);
  frame.remove();
  written.remove();
}

/** In the view: all stories as one, and each that has a head of its own. */
async function viewed(stories) {
  if (stories.length === 0) return [];
  revealRoots();
  const content = stories.flatMap(({ article }) => article.content);
  const whole = { ...stories[0].article, content, outline: [], blocks: [], dropped: [] };
  const heads = new Map(stories.map(({ name, article }) => [JSON.stringify(article.metadata), { name, article }]));
  const wrong = [];
  for (const { name, article } of [{ name: `from ${stories[0].name}`, article: whole }, ...heads.values()]) {
    const view = await open(document, { article });
    const shown = document.querySelector("html > div").shadowRoot.querySelector("iframe").contentDocument;
    await settled(shown);
    const story = shown.querySelector("article");
    if (story.querySelector(".story").textContent.length < 100) wrong.push(`${name}\n    is not shown`);
    const fault = judge(story.outerHTML);
    if (fault) wrong.push(`${name}\n    DOMPurify takes out of the view: ${fault}`);
    view.close();
  }
  return wrong;
}

/** The addresses that a story's pictures and films have. */
function namedBy({ content, metadata }) {
  const found = content.flatMap(({ attributes = {} }) => [
    attributes.src,
    attributes.poster,
    ...(attributes.srcset ?? "").split(", ").map((one) => one.split(" ")[0]),
  ]);
  return [...found, metadata.leadImage].filter(Boolean);
}
