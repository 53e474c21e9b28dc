// Define what the page's side and the background say to each other, and check it on arrival.
import { isRecord } from "../shim/record";

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

/** What tells the parts of code is wanted in the tab that asks. */
export interface CodeMessage {
  type: "code";
}

export interface CodeReply {
  isInjected: boolean;
}

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

export function isCodeMessage(message: unknown): message is CodeMessage {
  return isRecord(message) && message.type === "code";
}

export function isCodeReply(reply: unknown): reply is CodeReply {
  return isRecord(reply) && typeof reply.isInjected === "boolean";
}
