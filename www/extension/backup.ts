// Write everything that a reader has chosen and marked into one file, and take such a file in.
import { isRecord } from "../shim/record";
import { addVoices } from "../view/aloud/voices";
import { addMarks, marksName } from "../view/marks/record";
import { addPlaces } from "../view/places";
import { addRules, rulesIn } from "../view/rules";
import { takeSettings } from "../view/settings";
import type { Store } from "../view/store";
import { isRecordName } from "./record-names";
import { sitesIn } from "./site-names";

const application = "Clearstory";
/** Counted up when a file comes to mean something else. */
const version = 1;

/** The text of the file. */
export async function writeBackup(): Promise<string> {
  const stored = { ...(await chrome.storage.local.get(null)), ...(await chrome.storage.sync.get("settings")) };
  const records = Object.fromEntries(Object.entries(stored).filter(([name]) => isRecordName(name)));
  const sites = sitesIn((stored as Record<string, unknown>).sites);
  return JSON.stringify({ application, version, records, sites }, null, 2);
}

/** What the text of a file holds; undefined where it is no such file. */
export function readBackup(text: string): Backup | undefined {
  try {
    const file: unknown = JSON.parse(text);
    const isBackup = isRecord(file) && file.application === application && file.version === version;
    return isBackup && isRecord(file.records) ? { records: file.records, sites: sitesIn(file.sites) } : undefined;
  } catch {
    return undefined;
  }
}

export interface Backup {
  readonly records: Record<string, unknown>;
  readonly sites: readonly string[];
}

/**
 * Add what the file holds to what is stored, of each record what is valid in it. Where a mark is in both, the stored one
 * stays. Fails where the store is full; nothing that was stored is lost by it.
 */
export async function takeIn({ records }: Backup, store: Store): Promise<void> {
  for (const [name, value] of Object.entries(records)) {
    if (name.startsWith(marksName(""))) await addMarks(store, name, value);
  }
  const rules = rulesIn(records.rules);
  if (Object.keys(rules).length > 0) await addRules(store, rules);
  await addPlaces(store, records.places);
  await addVoices(store, records.voices);
  await takeSettings(store, records.settings);
}
