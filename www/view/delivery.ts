// Say what a delivery does for the view that the view cannot do alone.
import type { Article, Choice, Source } from "../shim/article";
import type { Tokenise } from "./code/tokens";

export interface Delivery {
  /** Load what tells the parts of code; fails where it cannot be loaded. */
  loadTokeniser(): Promise<Tokenise>;
  /** Select the story of a page anew, as a reader chooses. */
  select(source: Source, choice: Choice): Promise<Article>;
  /** Print an article in another form. */
  render(article: Article, format: TextFormat): Promise<string>;
  /** Bind an article as an EPUB book, with those of its pictures that are had without asking any server for them. */
  bind(article: Article): Promise<Uint8Array<ArrayBuffer>>;
}

/** What a story can be saved as. */
export type TextFormat = "html" | "markdown" | "text";
