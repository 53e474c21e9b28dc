// Define what the engine is asked from another world than its own, and what it answers; each side checks what arrives.
import type { TextFormat } from "../view/delivery";
import { isFix } from "../view/fixes/valid";
import type { Article, Choice } from "./article";
import type { Pictures } from "./engine";
import { ClearstoryError } from "./error";
import { type ErrorCode, isErrorCode } from "./messages";
import { isRecord } from "./record";

/** Characters. Larger pages do not fit into a message, and the engine would refuse them. */
const longestPage = 32 * 1024 * 1024;

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
  pictures?: Pictures;
}

export type Question = ExtractMessage | SelectMessage | RenderMessage | BindMessage;

export type ArticleReply = { article: Article } | Refusal;
export type TextReply = { text: string } | Refusal;
export type BookReply = { book: Uint8Array<ArrayBuffer> } | Refusal;
export interface Refusal {
  error: ErrorCode;
}

interface Replies {
  extract: ArticleReply;
  select: ArticleReply;
  render: TextReply;
  bind: BookReply;
}

export type ReplyTo<Asked extends Question> = Replies[Asked["type"]];

/** Fail where a page is too large to be asked about. */
export function requireSize(html: string): void {
  if (html.length > longestPage) throw new ClearstoryError("too-large");
}

export function isQuestion(message: unknown): message is Question {
  if (!isRecord(message)) return false;
  switch (message.type) {
    case "extract":
      return isSource(message);
    case "select":
      return isSource(message) && isChoice(message.choice);
    case "render":
      return isArticle(message.article) && formats.includes(message.format);
    case "bind":
      return isArticle(message.article) && (message.pictures === undefined || isPictures(message.pictures));
    default:
      return false;
  }
}

export function isArticleReply(reply: unknown): reply is ArticleReply {
  return isRecord(reply) && (isErrorCode(reply.error) || isArticle(reply.article));
}

export function isTextReply(reply: unknown): reply is TextReply {
  return isRecord(reply) && (isErrorCode(reply.error) || typeof reply.text === "string");
}

function isBookReply(reply: unknown): reply is BookReply {
  return isRecord(reply) && (isErrorCode(reply.error) || reply.book instanceof Uint8Array);
}

const replies: Record<Question["type"], (reply: unknown) => boolean> = {
  extract: isArticleReply,
  select: isArticleReply,
  render: isTextReply,
  bind: isBookReply,
};

export function isReplyTo<Asked extends Question>(question: Asked, reply: unknown): reply is ReplyTo<Asked> {
  return replies[question.type](reply);
}

/** What was made, or a failure with the reason why nothing was. */
export function madeOf<Made extends object>(reply: Made | Refusal): Made {
  if ("error" in reply) throw new ClearstoryError(reply.error);
  return reply;
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

function isPictures(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((bytes) => bytes instanceof Uint8Array);
}
