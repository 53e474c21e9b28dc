// Run the page of the extension's settings: its shortcut, the sites that open by themselves, and the file that holds all.
import { askFor } from "./ask";
import { readBackup, takeIn, writeBackup } from "./backup";
import { isSitesReply, type SitesMessage } from "./page-messages";
import { sayWords, text } from "./page-words";
import { nameOf, typedSite } from "./site-names";
import { extensionStore } from "./store";

const find = <Kind extends HTMLElement>(selector: string) => document.querySelector<Kind>(selector)!;
const say = (place: "#site-status" | "#data-status", sentence: string) => {
  find(place).textContent = sentence;
};
/** Sites of a file that was loaded, for which the browser has not been asked yet. */
let wanted: readonly string[] = [];

document.title = text("settings");
await sayWords();
await showSites({});
find("#change-shortcut").addEventListener("click", changeShortcut);
find("#add-site").addEventListener("submit", addTyped);
find("#export").addEventListener("click", saveFile);
find("#import").addEventListener("click", () => find("#file").click());
find("#file").addEventListener("change", loadFile);
// Leave can be given and taken in the browser itself, too.
chrome.permissions.onRemoved.addListener(() => void showSites({}));

/** Each browser has a page of its own for it. */
function changeShortcut(): void {
  // Firefox's alone.
  const commands = chrome.commands as { openShortcutSettings?: () => Promise<void> };
  if (commands.openShortcutSettings) void commands.openShortcutSettings();
  else void chrome.tabs.create({ url: "chrome://extensions/shortcuts" });
}

async function showSites(change: Omit<SitesMessage, "type">): Promise<void> {
  const { sites } = await askFor({ type: "sites", ...change } satisfies SitesMessage, isSitesReply);
  wanted = wanted.filter((site) => !sites.includes(site));
  find("#sites").replaceChildren(
    ...sites.map((site) => entry(site, true)),
    ...wanted.map((site) => entry(site, false)),
  );
  find("#no-sites").hidden = sites.length + wanted.length > 0;
}

function entry(site: string, isChosen: boolean): HTMLElement {
  const name = document.createElement("span");
  name.id = `site ${site}`;
  name.textContent = nameOf(site);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text(isChosen ? "extensionSiteRemove" : "extensionSiteAdd");
  button.setAttribute("aria-description", nameOf(site));
  button.addEventListener("click", () => void (isChosen ? remove(site) : add(site)));
  const element = document.createElement("li");
  element.append(name, button);
  return element;
}

function addTyped(event: SubmitEvent): void {
  event.preventDefault();
  const field = find<HTMLInputElement>("#address");
  const site = typedSite(field.value);
  if (!site) {
    say("#site-status", text("extensionSiteInvalid"));
    return;
  }
  void add(site).then((isAdded) => {
    if (isAdded) field.value = "";
  });
}

/** Asked first of all: the browser gives leave by a gesture only, which does not last. */
async function add(site: string): Promise<boolean> {
  const isGiven = await chrome.permissions.request({ origins: [site] });
  if (isGiven) await showSites({ add: site });
  say("#site-status", text(isGiven ? "extensionSiteAdded" : "extensionSiteRefused", nameOf(site)));
  return isGiven;
}

async function remove(site: string): Promise<void> {
  await showSites({ remove: site });
  say("#site-status", text("extensionSiteRemoved", nameOf(site)));
  find("#address").focus();
}

async function saveFile(): Promise<void> {
  const file = new Blob([await writeBackup()], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "clearstory.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

async function loadFile({ currentTarget }: Event): Promise<void> {
  const field = currentTarget as HTMLInputElement;
  const content = await field.files?.[0]?.text();
  // The same file may be chosen again.
  field.value = "";
  if (content === undefined) return;
  const backup = readBackup(content);
  if (!backup) {
    say("#data-status", text("extensionImportInvalid"));
    return;
  }
  try {
    await takeIn(backup, extensionStore);
    say("#data-status", text("extensionImported"));
  } catch {
    say("#data-status", text("extensionImportRefused"));
  }
  wanted = backup.sites;
  await showSites({});
}
