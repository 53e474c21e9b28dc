// Ask the background, from a tab.
import { madeOf, type Refusal } from "../shim/engine-messages";
import { ClearstoryError } from "../shim/error";

/**
 * Milliseconds until there will be no answer. Firefox's background has ended an engine that hangs by then, and said so;
 * Chromium's hangs itself, until the browser ends it, which takes it up to a minute.
 */
const patience = 10_000;

/** Messages that have no answer in time, and may yet have one: as long as there are any, the background hangs. */
let overdue = 0;

/** What the background makes for a message; fails with its reason, or where no answer came. */
export async function askFor<Made extends object>(
  message: object,
  isReply: (reply: unknown) => reply is Made | Refusal,
): Promise<Made> {
  const reply = await ask(message, isReply);
  if (reply === undefined) throw new ClearstoryError("disconnected");
  return madeOf(reply);
}

/** The background's answer, or undefined where none came that is one. Fails where the background hangs. */
export async function ask<Reply>(message: object, isReply: (reply: unknown) => reply is Reply) {
  // An idle worker can be stopped just as the message arrives; the second message starts it again.
  return (await askOnce(message, isReply)) ?? (await askOnce(message, isReply));
}

async function askOnce<Reply>(message: object, isReply: (reply: unknown) => reply is Reply) {
  if (overdue > 0) throw new ClearstoryError("too-slow");
  const reply = await inTime(send(message));
  return isReply(reply) ? reply : undefined;
}

function inTime(answer: Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      overdue++;
      void answer.then(() => overdue--);
      reject(new ClearstoryError("too-slow"));
    }, patience);
    void answer.then((reply) => {
      clearTimeout(timer);
      resolve(reply);
    });
  });
}

/** The background's answer; undefined once there will be none. */
async function send(message: object): Promise<unknown> {
  try {
    return await chrome.runtime.sendMessage(message);
  } catch {
    return undefined;
  }
}
