// Ask the background, from a tab.
import { ClearstoryError } from "../shim/error";
import type { ErrorCode } from "../shim/messages";

/** What the background makes for a message; fails with its reason, or where no answer came. */
export async function askFor<Made extends object>(
  message: object,
  isReply: (reply: unknown) => reply is Made | { error: ErrorCode },
): Promise<Made> {
  const reply = await ask(message, isReply);
  if (reply === undefined) throw new ClearstoryError("disconnected");
  if ("error" in reply) throw new ClearstoryError(reply.error);
  return reply;
}

/** The background's answer, or undefined where none came that is one. */
export async function ask<Reply>(message: object, isReply: (reply: unknown) => reply is Reply) {
  // An idle worker can be stopped just as the message arrives; the second message starts it again.
  return (await askOnce(message, isReply)) ?? (await askOnce(message, isReply));
}

async function askOnce<Reply>(message: object, isReply: (reply: unknown) => reply is Reply) {
  try {
    const reply: unknown = await chrome.runtime.sendMessage(message);
    return isReply(reply) ? reply : undefined;
  } catch {
    return undefined;
  }
}
