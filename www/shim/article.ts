// Name the types of what goes into the engine and comes out of it. The engine's own are made from src/article.rs.
import type { ContentNode } from "../../target/engine/clearstory.js";

export type {
  Article,
  Choice,
  ContentNode,
  Direction,
  Dropped,
  ExtractOptions,
  Fix,
  Heading,
  Metadata,
  Reason,
  Target,
} from "../../target/engine/clearstory.js";

export type ElementNode = Extract<ContentNode, { tag: string }>;
export type TextNode = Extract<ContentNode, { text: string }>;

/** A page as `capture` read it. */
export interface Source {
  html: string;
  url: string;
}
