// Put the reader into a tab and tell it what to do.
import { showState } from "./icon";
import { isToggleReply, type ToggleMessage } from "./messages";

/** Milliseconds to wait before each further try of what a gesture has allowed. */
const pauses = [10, 50, 200, 500];

/** Open the view in a tab or close it; where nothing can be shown in the page itself, the button says it. */
export async function toggle(tabId: number, what: ToggleMessage["what"] = "page"): Promise<void> {
  try {
    await inject(tabId);
    const message: ToggleMessage = { type: "toggle", what };
    const reply: unknown = await chrome.tabs.sendMessage(tabId, message, { frameId: 0 });
    if (!isToggleReply(reply) || !reply.done) await showState(tabId, "forbidden");
  } catch {
    await showState(tabId, "forbidden");
  }
}

/**
 * Put the reader into the tab. The leave that a gesture gives can arrive in the page's process after the request that
 * needs it (seen in Chromium 156, in one of twenty clicks on a page that has just loaded), so a refusal is tried again.
 */
async function inject(tabId: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await chrome.scripting.executeScript({ target: { tabId }, files: ["content.js"] });
      return;
    } catch (error) {
      if (tries === pauses.length) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauses[tries]));
    }
  }
}
