// Describe what the engine hands over: the typed tree of one story. Mirrors src/article.rs.

export interface Metadata {
  title: string | null;
  byline: string | null;
  published: string | null;
  modified: string | null;
  siteName: string | null;
  language: string | null;
  direction: "ltr" | "rtl";
  excerpt: string | null;
  leadImage: string | null;
  url: string | null;
}

export interface TextNode {
  depth: number;
  text: string;
}

export interface ElementNode {
  depth: number;
  tag: string;
  attributes: Record<string, string>;
}

/** One entry of the flat list: `depth` gives its place, 0 stands directly in the story. */
export type ContentNode = TextNode | ElementNode;

export interface OutlineEntry {
  level: number;
  text: string;
  /** Index of the heading in `content`. */
  node: number;
}

export type Reason =
  | "navigation"
  | "teaser"
  | "related"
  | "newsletter"
  | "share"
  | "consent"
  | "comments"
  | "advert"
  | "footer"
  | "hidden"
  | "duplicate"
  | "boilerplate"
  | "elsewhere";

export interface DroppedBlock {
  reason: Reason;
  explanation: string;
  score: number;
  words: number;
  text: string;
  /** Index in `content` of what it stood before. */
  before: number;
}

export interface Article {
  metadata: Metadata;
  content: ContentNode[];
  outline: OutlineEntry[];
  dropped: DroppedBlock[];
  confidence: number;
  wordCount: number;
  readingMinutes: number;
}

/** A page as `capture` read it. */
export interface Source {
  html: string;
  url: string;
}

export interface ExtractOptions {
  url?: string;
  maxBytes?: number;
}
