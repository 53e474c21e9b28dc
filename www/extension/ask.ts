// Ask the background, from a tab.

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
