// Say what a feature of the view is given, and what it can add: tools, settings and keys.
import type { Article, Choice, Source } from "../shim/article";
import type { Choices } from "./choices";
import type { Delivery } from "./delivery";
import type { Keys } from "./keys";
import type { Messages } from "./messages";
import type { Sample } from "./page-place";
import type { Panel } from "./panel";
import type { Place, Reading } from "./reading";
import type { Store } from "./store";
import type { Toolbar } from "./toolbar";
import type { NodeAt } from "./tree";

/** The parts that stand around whatever the view shows. */
export interface Shell {
  /** The frame's own document and window. */
  readonly document: Document;
  readonly window: Window & typeof globalThis;
  /** The covered page; read it, never write it. */
  readonly page: Document;
  /** Of the page that the story is of: in a window that a page was handed over to, not the covered one's. */
  readonly address: string;
  readonly main: HTMLElement;
  readonly settings: Choices;
  readonly messages: Messages;
  readonly store: Store;
  readonly toolbar: Toolbar;
  readonly panel: Panel;
  readonly keys: Keys;
  readonly delivery: Delivery;
  /** Read the page as it is now; undefined where the view was opened on a story, not on a page. */
  readonly reread: (() => void) | undefined;
  /** Ends with the view: for listeners on anything that outlives the frame, and for timers. */
  readonly signal: AbortSignal;
  close(): void;
}

/** How the story was selected from its page. */
export interface Selection {
  /** What the reader has chosen of it. */
  readonly choice: Choice;
  /** Show the story anew as the reader chooses; fails as extracting does, and then nothing has changed. */
  reselect(choice: Choice): Promise<void>;
}

/** What a feature of the story is given. */
export interface ViewContext extends Shell, Selection {
  readonly article: Article;
  /** The page that it is of, where it is known: what the engine can select from anew. */
  readonly source: Source | undefined;
  /** The element that holds the story's text, built from `article.content`. */
  readonly story: HTMLElement;
  readonly nodeAt: NodeAt;
  /** Where in the story the reader is. */
  readonly reading: Reading;
  readonly start: Start;
}

/** Where the reading may begin. */
export interface Start {
  /** What was on the page's screen. */
  readonly samples: readonly Sample[];
  /** Where the reader stopped last time. */
  readonly remembered: Place | undefined;
}

/** Called once, when the story is in the document. */
export type Feature = (context: ViewContext) => void;
