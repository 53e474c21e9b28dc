// Colour the parts of code, without a change to its elements.
import type { ViewContext } from "../context";
import { paintedIn, paintMore } from "../paint";
import { type ReadText, rangeOf, readText } from "../text";
import type { Tokenise } from "./tokens";

/** What highlight.js tells apart, by the few colours of the view. */
const colours: Record<string, string> = {
  keyword: "keyword",
  operator: "keyword",
  "selector-tag": "keyword",
  name: "keyword",
  section: "keyword",
  string: "string",
  regexp: "string",
  symbol: "string",
  char: "string",
  addition: "string",
  link: "string",
  number: "number",
  literal: "number",
  bullet: "number",
  deletion: "number",
  comment: "comment",
  quote: "comment",
  doctag: "comment",
  title: "title",
  "selector-id": "title",
  "selector-class": "title",
  built_in: "type",
  type: "type",
  meta: "type",
  "template-tag": "type",
  attr: "property",
  attribute: "property",
  property: "property",
  variable: "property",
  "template-variable": "property",
  params: "property",
};

/** Characters. Longer listings are data, and colouring them would stop the page. */
const longest = 20_000;
const most = 200_000;

export async function colourCode({ window, delivery, signal }: ViewContext, listings: HTMLElement[]): Promise<void> {
  const named = listings.filter((listing) => languageOf(listing));
  // A system with colours of its own sets every painted part on a ground of its own: code would be a patchwork.
  const isForced = window.matchMedia("(forced-colors: active)").matches;
  if (named.length === 0 || isForced || !paintedIn(window)) return;
  let tokenise: Tokenise;
  try {
    tokenise = await delivery.loadTokeniser();
  } catch {
    // Code without colours is still code.
    return;
  }
  // The page can have removed the view meanwhile, and Firefox lets nothing be asked of a frame that is gone.
  if (signal.aborted) return;
  let left = most;
  for (const listing of named) {
    const read = readText(listing);
    left -= read.text.length;
    if (read.text.length > longest || left < 0) continue;
    colour(window, read, tokenise(read.text, languageOf(listing)));
    // One listing at a time, so that the reader is never kept waiting.
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return;
  }
}

/** What the page says that the code is written in. */
export function languageOf(listing: HTMLElement): string {
  return (listing.querySelector("code") ?? listing).getAttribute("data-language")?.toLowerCase() ?? "";
}

function colour(window: Window & typeof globalThis, read: ReadText, tokens: ReturnType<Tokenise>): void {
  const ranges = new Map<string, Range[]>();
  for (const { start, end, kind } of tokens) {
    const name = colours[kind];
    if (!name) continue;
    if (!ranges.has(name)) ranges.set(name, []);
    ranges.get(name)!.push(rangeOf(read, start, end));
  }
  for (const [name, found] of ranges) paintMore(window, `clearstory-code-${name}`, found);
}
