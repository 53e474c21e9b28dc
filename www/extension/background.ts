// Answer the button, the menus and the reader in each tab. Everything here is registered each time the background starts.
import { answerTab } from "./answers";
import { warm } from "./engine";
import { chosen, makeMenus } from "./menus";
import { answerPage } from "./pages";
import { toggle } from "./reader";
import { keepFromTabs } from "./records";
import { forgetSites, registerSites } from "./sites";

keepFromTabs();

chrome.action.onClicked.addListener((tab) => {
  // The engine starts while the page is being copied; if that fails, the extraction says so.
  warm().catch(() => {});
  if (tab.id !== undefined) void toggle(tab.id);
});

chrome.contextMenus.onClicked.addListener(chosen);

chrome.runtime.onMessage.addListener((message: unknown, sender, reply: (answer: object) => void) => {
  // Web pages have no way in, and other extensions are refused here.
  if (sender.id !== chrome.runtime.id) return false;
  const url = sender.url ?? "";
  const isOwnPage = url.startsWith(chrome.runtime.getURL(""));
  // Only the reader in a tab's own page may ask, not one in a frame.
  const tab = sender.frameId === 0 ? sender.tab : undefined;
  const answer = isOwnPage ? answerPage(message) : tab && answerTab(message, tab, url);
  void answer?.then(reply);
  return answer !== undefined;
});

chrome.permissions.onRemoved.addListener(({ origins = [] }) => void forgetSites(origins));

chrome.runtime.onInstalled.addListener(({ reason }) => {
  void makeMenus();
  void registerSites();
  if (reason === "install") void chrome.tabs.create({ url: chrome.runtime.getURL("welcome.html") });
});

chrome.runtime.onStartup.addListener(() => void registerSites());
