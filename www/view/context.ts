// Say what a feature of the view is given, and what it can add: tools, settings and keys.
import type { Article, Choice, Fix, Source } from "../shim/article";
import type { Anchor } from "./anchor";
import type { Choices } from "./choices";
import type { Frame } from "./cover";
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
  /** Call `run` once this can be seen: nothing takes the focus before. */
  whenSeen(run: () => void): void;
  /** Call `run` once this is painted for the first time, as the reader waits for it: what is not seen of it comes after. */
  whenPainted(run: () => void): void;
  /** Look at the page through a frame of our own. */
  lookThrough(): Promise<Frame | undefined>;
}

/** How the story was selected from its page. */
export interface Selection {
  /** What the reader has chosen of it. */
  readonly choice: Choice;
  /** The page that it is of, where it is known: what the engine can select from anew. */
  readonly source: Source | undefined;
  /** Show the story anew as the reader chooses; fails as extracting does, and then nothing has changed. */
  reselect(choice: Choice, source?: Source): Promise<void>;
  /** What leads to the choice before this one, or to the one after it; undefined where there is none. */
  step(by: -1 | 1): (() => Promise<void>) | undefined;
  /** Copy what the reader has selected on the page, if anything. */
  copySelected(): Source | undefined;
  readonly session: Session;
}

/** What lasts as long as the view is open, whatever is selected meanwhile. */
export interface Session {
  /** Whether the reader has read on anywhere, so that the page is to be led there. */
  hasMoved: boolean;
  /** Whether the story is being corrected. */
  isFixing: boolean;
  /** Whether corrections are kept for the site. */
  remembers: boolean;
  /** Those that are kept for it now, and those that were when the view was opened. */
  fixes: readonly Fix[];
  keptBefore: readonly Fix[];
  /** Where the keyboard goes in the next selection: to a block of the story, or of what was left out. */
  focus?: { readonly block: number; readonly isLeftOut: boolean } | undefined;
}

/** What a feature of the story is given. */
export interface ViewContext extends Shell, Selection {
  readonly article: Article;
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
  readonly samples?: readonly Sample[];
  /** Where the reader stopped last time. */
  readonly remembered?: Place | undefined;
  /** What was on the screen before the story was selected anew. */
  readonly anchor?: Anchor;
}

/** Called once, when the story is in the document. */
export type Feature = (context: ViewContext) => void;
