// Answer what a tab asks of the engine, or of the browser.
import { type Engine, loadEngine } from "../shim/engine";
import { toClearstoryError } from "../shim/error";
import type { ErrorCode } from "../shim/messages";
import { toCharacters } from "./bytes";
import { showState } from "./icon";
import {
  type CodeReply,
  type ExtractMessage,
  type ExtractReply,
  isBindMessage,
  isCodeMessage,
  isExtractMessage,
  isRenderMessage,
  isSelectMessage,
  isStateMessage,
  type RenderReply,
  type SelectMessage,
} from "./messages";
import { readRecord, swapRecord } from "./records";
import { isReadMessage, isSwapMessage } from "./store-messages";

/** The answer to a message from the reader in `tab`, whose page is at `url`; undefined where it is no such message. */
export function answerTab(message: unknown, tab: chrome.tabs.Tab, url: string): Promise<object> | undefined {
  const asker = { url, isPrivate: tab.incognito };
  if (isExtractMessage(message)) return extract(message);
  if (isSelectMessage(message)) return select(message);
  if (isRenderMessage(message)) return print((engine) => engine.render(message.article, message.format));
  if (isBindMessage(message)) return print((engine) => toCharacters(engine.renderEpub(message.article)));
  if (isCodeMessage(message)) return bringCode(tab.id!);
  if (isStateMessage(message)) return showState(tab.id!, message.state).then(() => ({}));
  if (isReadMessage(message)) return readRecord(message.name, asker);
  if (isSwapMessage(message)) return swapRecord(message, asker);
  return undefined;
}

/** Load the engine, if it is not there yet. */
export function warm(): Promise<Engine> {
  return loadEngine(() => fetch(chrome.runtime.getURL("clearstory_bg.wasm")));
}

/** Answer with what the engine makes, or with the reason why it makes nothing. */
async function attempt<Made extends object>(work: (engine: Engine) => Made): Promise<Made | { error: ErrorCode }> {
  try {
    return work(await warm());
  } catch (error) {
    return { error: toClearstoryError(error).code };
  }
}

function extract({ html, url }: ExtractMessage): Promise<ExtractReply> {
  return attempt((engine) => ({ article: engine.extract({ html, url }) }));
}

function select({ html, url, choice }: SelectMessage): Promise<ExtractReply> {
  return attempt((engine) => ({ article: engine.select({ html, url }, choice) }));
}

function print(work: (engine: Engine) => string): Promise<RenderReply> {
  return attempt((engine) => ({ text: work(engine) }));
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
