// Be the module that a site includes: the toggle element and the programming interface. Small before the first click;
// the engine and the view are loaded when they are first needed.
import type { Article, ExtractOptions, Source } from "../shim/article";
import type { Pictures } from "../shim/engine";
import type { OpenOptions, View } from "../shim/open";
import type { TextFormat } from "../view/delivery";
import { ClearstoryToggle } from "./toggle-element";

export type {
  Article,
  ContentNode,
  Direction,
  Dropped,
  ElementNode,
  ExtractOptions,
  Heading,
  Metadata,
  Reason,
  Source,
  TextNode,
} from "../shim/article";
export { type CaptureOptions, capture } from "../shim/capture";
export type { Pictures } from "../shim/engine";
export type { ClearstoryError } from "../shim/error";
export type { ErrorCode } from "../shim/messages";
export type { OpenOptions, View } from "../shim/open";
export type { TextFormat } from "../view/delivery";
export type { Store } from "../view/store";
export { ClearstoryToggle };

const reader = () => import("./reader");

/** Tell whether `document` probably has a story worth a clear view. */
export async function isProbablyReadable(document: Document): Promise<boolean> {
  return (await import("../shim/readable")).isProbablyReadable(document);
}

/** Load the engine and the view ahead of their first use. A failed load can be tried again. */
export async function load(): Promise<void> {
  await (await reader()).load();
}

/** Find the story in a captured page, or in any `{ html, url }`. Fails with a `ClearstoryError`. */
export async function extract(source: Source, options?: ExtractOptions): Promise<Article> {
  return (await reader()).extract(source, options);
}

/** Print a story as a document of its own in HTML, as Markdown, or as plain text. Fails with a `ClearstoryError`. */
export async function render(article: Article, format: TextFormat): Promise<string> {
  return (await reader()).render(article, format);
}

/**
 * Bind a story as an EPUB book. The `pictures` that are given are put in; the others are links to where they are, since
 * nothing is fetched. Fails with a `ClearstoryError`.
 */
export async function renderEpub(article: Article, pictures?: Pictures): Promise<Uint8Array<ArrayBuffer>> {
  return (await reader()).renderEpub(article, pictures);
}

/** Cover `document` with its clear view. On failure the page is untouched and the error has a `code`. */
export async function open(document: Document, options?: OpenOptions): Promise<View> {
  return (await reader()).open(document, options);
}

ClearstoryToggle.define();
