// Guess cheaply whether a live page has a story: the guess that src/readable.rs makes on a parsed one, by the same counts
// and weights. Loads nothing, copies nothing, and asks for no layout.
import { plain } from "./plain";

/** Words that a paragraph has at least. */
const paragraphWords = 20;
/** Words in paragraphs below which a page has nothing to read, whatever else it has. */
const fewestWords = 80;

/** What each kind of evidence says for a story, or against it; tests/wasm/readable.test.mjs compares them. */
const weights = {
  start: 1.96,
  paragraphs: 2.68,
  images: -3.05,
  fields: -2.24,
  article: 1.15,
  product: -2.28,
};

/** What a page is judged by; src/readable.rs says what each is. */
export interface Counts {
  paragraphs: number;
  words: number;
  images: number;
  fields: number;
  articleMarks: number;
  productMarks: number;
}

/** Tell whether `document` probably has a story worth a clear view. */
export async function isProbablyReadable(document: Document): Promise<boolean> {
  return isReadable(count(document));
}

/** Whether there is more evidence for a story than against it. */
export function isReadable({ paragraphs, words, images, fields, articleMarks, productMarks }: Counts): boolean {
  const evidence =
    weights.start +
    (weights.paragraphs * paragraphs) / (paragraphs + 5) +
    (weights.images * images) / (images + words / 20 + 5) +
    (weights.fields * fields) / (fields + 10) +
    weights.article * articleMarks +
    weights.product * productMarks;
  return words >= fewestWords && evidence > 0;
}

/** Count what a page has. The selectors find the little that is looked at, without a walk over the rest. */
export function count(page: Document): Counts {
  const document = plain(page);
  const number = (name: string) => document.getElementsByTagName(name).length;
  return {
    ...countText(document),
    // AMP's pictures are pictures to the engine.
    images: document.images.length + document.getElementsByTagName("amp-img").length,
    fields: number("input") + number("label"),
    ...countMarks(document),
  };
}

const textBlocks = "p,pre,blockquote,div>br";
const innerBlocks = "p,div,pre,blockquote";
/** Hidden, or a landmark around the story. */
const asides = 'nav,footer,aside,dialog,[hidden],[aria-hidden="true"],[style*="display:none"],[style*="display: none"]';

function countText(document: Document) {
  let paragraphs = 0;
  let words = 0;
  let last: Element | undefined;
  for (const found of document.querySelectorAll(textBlocks)) {
    const block = found.localName === "br" ? found.parentElement! : found;
    // All breaks of a block that holds no other stand one after another in the list.
    if (block === last) continue;
    last = block;
    if (block.querySelector(innerBlocks)) continue;
    const own = countWords(block.textContent);
    if (own < paragraphWords || block.closest(asides)) continue;
    let linked = 0;
    for (const link of block.getElementsByTagName("a")) linked += countWords(link.textContent);
    if (linked * 2 > own) continue;
    paragraphs++;
    words += own;
  }
  return { paragraphs, words };
}

// Expressions rather than a loop: on a fresh page they are compiled at once, and four times as fast.
// Letters of scripts without spaces, as `is_unspaced` in src/text.rs, and the marks that stand between them.
const unspaced =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3000-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef";
const halfWord = new RegExp(`[${unspaced}]`, "g");
const spacedWord = new RegExp(`[^\\0- \\xa0${unspaced}]+`, "g");

/** Where a script has no spaces, two of its letters count as a word. */
function countWords(text: string): number {
  const count = (part: RegExp) => text.match(part)?.length ?? 0;
  return count(spacedWord) + (count(halfWord) >> 1);
}

function countMarks(document: Document) {
  const property = (name: string) => document.querySelector<HTMLMetaElement>(`meta[property="${name}"]`)?.content;
  const kind = (property("og:type") ?? "").toLowerCase();
  let data = "";
  for (const script of document.querySelectorAll('script[type="application/ld+json" i]')) data += script.textContent;
  const sum = (...marks: boolean[]) => marks.filter(Boolean).length;
  return {
    articleMarks: sum(
      kind.includes("article"),
      property("article:published_time") !== undefined,
      data.includes('"headline"'),
    ),
    productMarks: sum(kind.includes("product"), data.includes('"Product"')),
  };
}
