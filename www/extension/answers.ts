// Answer what a tab asks of the engine, or of the browser.
import { isQuestion } from "../shim/engine-messages";
import { answer } from "./engine";
import { showState } from "./icon";
import { type CodeReply, isCodeMessage, isStateMessage } from "./messages";
import { readRecord, swapRecord } from "./records";
import { isReadMessage, isSwapMessage } from "./store-messages";

/** The answer to a message from the reader in `tab`, whose page is at `url`; undefined where it is no such message. */
export function answerTab(message: unknown, tab: chrome.tabs.Tab, url: string): Promise<object> | undefined {
  const asker = { url, isPrivate: tab.incognito };
  if (isQuestion(message)) return answer(message);
  if (isCodeMessage(message)) return bringCode(tab.id!);
  if (isStateMessage(message)) return showState(tab.id!, message.state).then(() => ({}));
  if (isReadMessage(message)) return readRecord(message.name, asker);
  if (isSwapMessage(message)) return swapRecord(message, asker);
  return undefined;
}

async function bringCode(tabId: number): Promise<CodeReply> {
  try {
    await chrome.scripting.executeScript({ target: { tabId }, files: ["code.js"] });
    return { isInjected: true };
  } catch {
    // The tab has gone on, and the view with it.
    return { isInjected: false };
  }
}
