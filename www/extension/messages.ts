// Define what the page's side and the background say to each other, and check it on arrival.
import type { Article } from "../shim/article";
import { type ErrorCode, isErrorCode } from "../shim/messages";

/** The toolbar button or the shortcut was pressed. */
export interface ToggleMessage {
  type: "toggle";
}

/** Sent once the view is open or closed; false where this document can show no view at all. */
export interface ToggleReply {
  done: boolean;
}

/** Characters. Larger pages do not fit into a message, and the engine would refuse them. */
export const longestPage = 32 * 1024 * 1024;

export interface ExtractMessage {
  type: "extract";
  html: string;
  url: string;
}

export type ExtractReply = { article: Article } | { error: ErrorCode };

export function isToggleMessage(message: unknown): message is ToggleMessage {
  return isRecord(message) && message.type === "toggle";
}

export function isToggleReply(reply: unknown): reply is ToggleReply {
  return isRecord(reply) && typeof reply.done === "boolean";
}

export function isExtractMessage(message: unknown): message is ExtractMessage {
  return (
    isRecord(message) &&
    message.type === "extract" &&
    typeof message.html === "string" &&
    message.html.length <= longestPage &&
    typeof message.url === "string"
  );
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
    Array.isArray(value.dropped) &&
    typeof value.pageType === "string" &&
    typeof value.confidence === "number" &&
    typeof value.readingMinutes === "number"
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
