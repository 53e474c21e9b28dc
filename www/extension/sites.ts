// Open stories by themselves on the sites that a reader has chosen, for each of which the browser was asked for leave.
import { inTurn } from "./records";
import { sitesIn } from "./site-names";

const key = "sites";
/** The browser keeps the scripts that are registered under this name until the extension is updated. */
const id = "sites";

/** The chosen sites for which there is still leave, in the order of their names. */
export async function chosenSites(): Promise<string[]> {
  const sites = sitesIn((await chrome.storage.local.get<Record<string, unknown>>(key))[key]);
  const isOpen = await Promise.all(sites.map((site) => chrome.permissions.contains({ origins: [site] })));
  return sites.filter((_, index) => isOpen[index]);
}

/** Add a site for which the browser has given leave; tells whether it has. */
export async function addSite(site: string): Promise<boolean> {
  if (!(await chrome.permissions.contains({ origins: [site] }))) return false;
  await change((list) => [...list, site]);
  return true;
}

/** Forget the site, and give the leave back. */
export async function removeSite(site: string): Promise<void> {
  await forgetSites([site]);
  await chrome.permissions.remove({ origins: [site] });
}

/** Forget the sites for which there is no leave any more. */
export function forgetSites(sites: readonly string[]): Promise<void> {
  return change((list) => list.filter((site) => !sites.includes(site)));
}

async function change(work: (list: string[]) => string[]): Promise<void> {
  await inTurn(async () => chrome.storage.local.set({ [key]: sitesIn(work(await chosenSites())) }));
  await registerSites();
}

/** Have the browser put the reader into the pages of the chosen sites, as they load. */
export function registerSites(): Promise<void> {
  return inTurn(async () => {
    const matches = await chosenSites();
    const [registered] = await chrome.scripting.getRegisteredContentScripts({ ids: [id] });
    if (registered) await chrome.scripting.unregisterContentScripts({ ids: [id] });
    if (matches.length === 0) return;
    const js = ["content.js", "by-itself.js"];
    await chrome.scripting.registerContentScripts([{ id, js, matches, runAt: "document_idle" }]);
  });
}
