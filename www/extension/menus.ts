// Offer the reader in the menus of pages, links, selections and of the button itself.
import { warm } from "./engine";
import { openLink } from "./links";
import { toggle } from "./reader";
import { siteOf } from "./site-names";
import { addSite, removeSite } from "./sites";

type Menu = "page" | "link" | "selection" | "siteOn" | "siteOff";

/** Where each stands, and under which name. */
const menus: Record<Menu, { contexts: chrome.contextMenus.CreateProperties["contexts"]; title: string }> = {
  page: { contexts: ["page"], title: "extensionMenuPage" },
  link: { contexts: ["link"], title: "extensionMenuLink" },
  selection: { contexts: ["selection"], title: "extensionMenuSelection" },
  siteOn: { contexts: ["action"], title: "extensionMenuSiteOn" },
  siteOff: { contexts: ["action"], title: "extensionMenuSiteOff" },
};

/** Make them, in the language that the browser has now; it keeps them until they are made anew. */
export async function makeMenus(): Promise<void> {
  await chrome.contextMenus.removeAll();
  for (const [id, { contexts, title }] of Object.entries(menus)) {
    const targetUrlPatterns = id === "link" ? { targetUrlPatterns: ["*://*/*"] } : {};
    chrome.contextMenus.create({ id, contexts, title: chrome.i18n.getMessage(title), ...targetUrlPatterns });
  }
}

/** What asks for leave must do so at once: a gesture does not last. */
export function chosen({ menuItemId, linkUrl, pageUrl }: chrome.contextMenus.OnClickData, tab?: chrome.tabs.Tab): void {
  if (tab?.id === undefined) return;
  const site = siteOf(pageUrl ?? tab.url);
  if (menuItemId === "link" && linkUrl) openLink(linkUrl, tab);
  else if (menuItemId === "siteOn" && site) void askForSite(site, tab.id);
  else if (menuItemId === "siteOff" && site) void removeSite(site);
  else if (menuItemId === "page" || menuItemId === "selection") {
    warm().catch(() => {});
    void toggle(tab.id, menuItemId);
  }
}

async function askForSite(site: string, tabId: number): Promise<void> {
  const isGiven = await chrome.permissions.request({ origins: [site] });
  if (isGiven && (await addSite(site))) await toggle(tabId, "open");
}
