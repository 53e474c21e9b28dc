// Keep the engine warm and answer the button: put the reader into the tab, tell it to toggle, extract for it.
import { type Engine, loadEngine } from "../shim/engine";
import { toClearstoryError } from "../shim/error";
import type { ErrorCode } from "../shim/messages";
import { toCharacters } from "./bytes";
import {
  type CodeReply,
  type ExtractMessage,
  type ExtractReply,
  isBindMessage,
  isCodeMessage,
  isExtractMessage,
  isRenderMessage,
  isSelectMessage,
  isToggleReply,
  type RenderReply,
  type SelectMessage,
  type ToggleMessage,
} from "./messages";
import { keepFromTabs, readRecord, swapRecord } from "./records";
import { isReadMessage, isSwapMessage } from "./store-messages";

keepFromTabs();

chrome.action.onClicked.addListener((tab) => {
  // The engine starts while the page is being copied; if that fails, the extraction says so.
  warm().catch(() => {});
  if (tab.id !== undefined) void toggle(tab.id);
});

chrome.runtime.onMessage.addListener((message: unknown, sender, reply: (answer: object) => void) => {
  // Only our own script in a tab may ask; web pages have no way in, and other extensions are refused here.
  if (sender.id !== chrome.runtime.id || sender.tab?.id === undefined) return false;
  const answer = answerTo(message, sender.tab, sender.url ?? "");
  void answer?.then(reply);
  return answer !== undefined;
});

function answerTo(message: unknown, tab: chrome.tabs.Tab, url: string): Promise<object> | undefined {
  const asker = { url, isPrivate: tab.incognito };
  if (isReadMessage(message)) return readRecord(message.name, asker);
  if (isSwapMessage(message)) return swapRecord(message, asker);
  if (isExtractMessage(message)) return extract(message);
  if (isSelectMessage(message)) return select(message);
  if (isRenderMessage(message)) return print((engine) => engine.render(message.article, message.format));
  if (isBindMessage(message)) return print((engine) => toCharacters(engine.renderEpub(message.article)));
  if (isCodeMessage(message)) return bringCode(tab.id!);
  return undefined;
}

function warm() {
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

/** Milliseconds to wait before each further try of what the click has allowed. */
const pauses = [10, 50, 200];

/**
 * Put the reader into the tab. The leave that a click gives can arrive in the page's process after the request that
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

async function toggle(tabId: number): Promise<void> {
  try {
    await inject(tabId);
    const message: ToggleMessage = { type: "toggle" };
    const reply: unknown = await chrome.tabs.sendMessage(tabId, message, { frameId: 0 });
    if (!isToggleReply(reply) || !reply.done) await explainForbidden(tabId);
  } catch {
    await explainForbidden(tabId);
  }
}

/** Nothing can be shown in the page itself, so the button says it. The browser clears both when the tab navigates. */
async function explainForbidden(tabId: number): Promise<void> {
  try {
    await chrome.action.setBadgeText({ tabId, text: "–" });
    await chrome.action.setTitle({ tabId, title: chrome.i18n.getMessage("error_forbidden") });
  } catch {
    // The tab is gone, and with it the question.
  }
}
