// Define what a tab and the background say to each other about what is stored, and check it on arrival.
import { isRecord } from "../shim/record";

/** What is stored under a name is wanted. */
export interface ReadMessage {
  type: "read";
  name: string;
}

/** A value is to be stored in the place of another, if that one is still there. */
export interface SwapMessage {
  type: "swap";
  name: string;
  before?: unknown;
  after?: unknown;
}

export interface ReadReply {
  outcome: "found" | "refused";
  value?: unknown;
}

/** "changed": another window was first, and `value` is what it has stored. */
export interface SwapReply {
  outcome: "stored" | "changed" | "refused";
  value?: unknown;
}

/** Characters of the longest name: that of a page's marks, which has its address. */
const longestName = 100_000;

export function isReadMessage(message: unknown): message is ReadMessage {
  return isRecord(message) && message.type === "read" && isName(message.name);
}

export function isSwapMessage(message: unknown): message is SwapMessage {
  return isRecord(message) && message.type === "swap" && isName(message.name);
}

function isName(name: unknown): boolean {
  return typeof name === "string" && name.length <= longestName;
}

export function isReadReply(reply: unknown): reply is ReadReply {
  return isRecord(reply) && ["found", "refused"].includes(reply.outcome as string);
}

export function isSwapReply(reply: unknown): reply is SwapReply {
  return isRecord(reply) && ["stored", "changed", "refused"].includes(reply.outcome as string);
}
