// Show on the toolbar button what can be done in a tab. The browser takes it back when the tab goes on to another page.
import type { TabState } from "./messages";

/** The sentence for each state; "open" is said by the view itself as well. */
const titles: Record<TabState, string> = {
  rest: "view",
  readable: "extensionReadable",
  open: "extensionOpen",
  forbidden: "error_forbidden",
  waiting: "extensionWaiting",
};
/** Beside the icon, for those who know its colours less well. */
const badges: Partial<Record<TabState, string>> = { forbidden: "–", waiting: "?" };

export async function showState(tabId: number, state: TabState): Promise<void> {
  const drawing = state === "rest" ? "clearstory" : `clearstory-${state}`;
  const path = Object.fromEntries([16, 32].map((size) => [size, `icons/${drawing}-${size}.png`]));
  try {
    await chrome.action.setIcon({ tabId, path });
    await chrome.action.setTitle({ tabId, title: chrome.i18n.getMessage(titles[state]) });
    await chrome.action.setBadgeText({ tabId, text: badges[state] ?? "" });
  } catch {
    // The tab is gone, and with it the question.
  }
}
