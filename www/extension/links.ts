// Open a link in a tab of its own, and the reader over it once it has loaded.
import { warm } from "./engine";
import { showState } from "./icon";
import { toggle } from "./reader";
import { siteOf } from "./site-names";

/**
 * A click on a link gives leave for the page that it stands on, and none for the page that it leads to. So leave is asked
 * for that site, and given back when the story is open; without it, the button of the new tab says what to do.
 */
export function openLink(url: string, opener: chrome.tabs.Tab): void {
  const site = siteOf(url);
  if (!site) return;
  // Nothing is waited for before the question: Firefox forgets the gesture.
  const had = chrome.permissions.contains({ origins: [site] });
  const given = chrome.permissions.request({ origins: [site] }).catch(() => had);
  warm().catch(() => {});
  void openTab(url, opener).then(async (tabId) => {
    if (await given) await toggle(tabId, "open");
    else await showState(tabId, "waiting");
    // What a reader has given for longer stays.
    if ((await given) && !(await had)) await chrome.permissions.remove({ origins: [site] });
  });
}

/** Open a tab beside `opener`; fulfilled when its page has loaded. */
async function openTab(url: string, { id, index, windowId }: chrome.tabs.Tab): Promise<number> {
  const tab = await chrome.tabs.create({ url, windowId, index: index + 1, openerTabId: id });
  await loaded(tab.id!);
  return tab.id!;
}

/** Milliseconds between two looks at a tab: each also keeps the background from being stopped as idle. */
const pause = 200;
/** Milliseconds after which a page that still loads is left to its reader. */
const patience = 60_000;

async function loaded(tabId: number): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const { status, url } = await chrome.tabs.get(tabId);
    // Firefox begins with an empty page, which has loaded too.
    if (status === "complete" && url !== "about:blank") return;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
