// Write stories as the engine would send them, and open the view on them.
import { frameOf, openPage } from "./chromium.mjs";

const unknown = Object.fromEntries(
  "title byline published modified siteName language excerpt leadImage url".split(" ").map((key) => [key, null]),
);

export const article = (metadata, content, rest = {}) => ({
  metadata: { ...unknown, direction: "ltr", ...metadata },
  content,
  outline: [],
  dropped: [],
  otherStories: [],
  blocks: [],
  notice: null,
  pageType: "article",
  confidence: 0.9,
  isSure: (rest.confidence ?? 0.9) >= 0.7,
  candidates: [],
  fixes: [],
  learned: [],
  wordCount: 300,
  readingMinutes: 2,
  ...rest,
});
export const element = (depth, tag, attributes = {}) => ({ depth, tag, attributes });
export const text = (depth, words) => ({ depth, text: words });
/** A paragraph, or another block with nothing but text in it. */
export const block = (words, tag = "p", attributes = {}) => [element(0, tag, attributes), text(1, words)];

/** Open the view of `story` over a page of its own. */
export async function show(context, site, story, page = "toggle.html", policy = "none") {
  const shown = await openPage(context, site.url(page, policy));
  await open(shown, story);
  return shown;
}

export function open(page, story) {
  return page.evaluate(async (story) => {
    const { open } = await import("/embed/clearstory.js");
    window.view = await open(document, { article: story });
  }, story);
}

/** Run `work` in the frame, with its window. */
export function inFrame(page, work, argument) {
  return frameOf(page)
    .locator("html")
    .evaluate(
      (root, { work, argument }) =>
        new Function(`return (${work})(...arguments)`)(root.ownerDocument.defaultView, argument),
      {
        work: String(work),
        argument,
      },
    );
}

/** The texts that are painted in a style of `::highlight(name)`. */
export function painted(page, name) {
  return inFrame(page, (window, name) => [...(window.CSS.highlights.get(name) ?? [])].map(String), name);
}
