// Define what the page's side and the background say to each other, and check it on arrival.
import type { Article, Choice } from "../shim/article";
import { type ErrorCode, isErrorCode } from "../shim/messages";
import type { TextFormat } from "../view/delivery";
import { isFix } from "../view/fixes/valid";

/** The reader is wanted in a tab, by the button, the shortcut or a menu. */
export interface ToggleMessage {
  type: "toggle";
  /** "open": the page, and not to close its view where that is open already. */
  what: "page" | "selection" | "open";
}

/** Sent once the view is open or closed; false where this document can show no view at all. */
export interface ToggleReply {
  done: boolean;
}

/** What can be done in a tab, for its button to show; "waiting": the page could be read if the button were pressed. */
export type TabState = "rest" | "readable" | "open" | "forbidden" | "waiting";

export interface StateMessage {
  type: "state";
  state: "readable" | "open";
}

/** Characters. Larger pages do not fit into a message, and the engine would refuse them. */
export const longestPage = 32 * 1024 * 1024;

export interface ExtractMessage {
  type: "extract";
  html: string;
  url: string;
}

/** The story of a page is wanted anew, as a reader chooses. */
export interface SelectMessage {
  type: "select";
  html: string;
  url: string;
  choice: Choice;
}

/** A story is wanted in another form. */
export interface RenderMessage {
  type: "render";
  article: Article;
  format: TextFormat;
}

/** A story is wanted as a book. */
export interface BindMessage {
  type: "bind";
  article: Article;
}

/** A book's bytes are a character each. */
export type RenderReply = { text: string } | { error: ErrorCode };

/** What tells the parts of code is wanted in the tab that asks. */
export interface CodeMessage {
  type: "code";
}

export interface CodeReply {
  isInjected: boolean;
}

export type ExtractReply = { article: Article } | { error: ErrorCode };

export function isToggleMessage(message: unknown): message is ToggleMessage {
  return isRecord(message) && message.type === "toggle" && things.includes(message.what);
}

const things: readonly unknown[] = ["page", "selection", "open"] satisfies ToggleMessage["what"][];

export function isStateMessage(message: unknown): message is StateMessage {
  return isRecord(message) && message.type === "state" && (message.state === "readable" || message.state === "open");
}

export function isToggleReply(reply: unknown): reply is ToggleReply {
  return isRecord(reply) && typeof reply.done === "boolean";
}

export function isExtractMessage(message: unknown): message is ExtractMessage {
  return isRecord(message) && message.type === "extract" && isSource(message);
}

export function isSelectMessage(message: unknown): message is SelectMessage {
  return isRecord(message) && message.type === "select" && isSource(message) && isChoice(message.choice);
}

function isSource({ html, url }: Record<string, unknown>): boolean {
  return typeof html === "string" && html.length <= longestPage && typeof url === "string";
}

/** Blocks of the largest page that is judged block by block. */
const mostBlocks = 100_000;

function isChoice(choice: unknown): boolean {
  if (!isRecord(choice)) return false;
  const { least, all, keep, drop, fixes, picks } = choice;
  const isLeast = least === undefined || (typeof least === "number" && least >= 0);
  const isAll = all === undefined || typeof all === "boolean";
  return isLeast && isAll && [keep, drop].every(isBlockList) && [fixes, picks].every(isFixList);
}

/** More than are kept for a site. */
const mostFixes = 1000;

function isFixList(fixes: unknown): boolean {
  return fixes === undefined || (Array.isArray(fixes) && fixes.length <= mostFixes && fixes.every(isFix));
}

function isBlockList(blocks: unknown): boolean {
  if (blocks === undefined) return true;
  return Array.isArray(blocks) && blocks.length <= mostBlocks && blocks.every((block) => Number.isInteger(block));
}

const formats: readonly unknown[] = ["html", "markdown", "text"] satisfies TextFormat[];

export function isRenderMessage(message: unknown): message is RenderMessage {
  return (
    isRecord(message) && message.type === "render" && isArticle(message.article) && formats.includes(message.format)
  );
}

export function isBindMessage(message: unknown): message is BindMessage {
  return isRecord(message) && message.type === "bind" && isArticle(message.article);
}

export function isRenderReply(reply: unknown): reply is RenderReply {
  return isRecord(reply) && (isErrorCode(reply.error) || typeof reply.text === "string");
}

export function isCodeMessage(message: unknown): message is CodeMessage {
  return isRecord(message) && message.type === "code";
}

export function isCodeReply(reply: unknown): reply is CodeReply {
  return isRecord(reply) && typeof reply.isInjected === "boolean";
}

export function isExtractReply(reply: unknown): reply is ExtractReply {
  return isRecord(reply) && (isErrorCode(reply.error) || isArticle(reply.article));
}

/** The parts that the view walks over; each value inside is judged where it is used. */
function isArticle(value: unknown): boolean {
  return (
    isRecord(value) &&
    isRecord(value.metadata) &&
    Array.isArray(value.content) &&
    [value.dropped, value.candidates, value.fixes, value.learned].every(Array.isArray) &&
    typeof value.pageType === "string" &&
    typeof value.confidence === "number" &&
    typeof value.readingMinutes === "number"
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
