// Bring what an older version has stored into the form of today, step by step.

/** The version of the records as a whole; where there is none, they are of the version before the first. */
const key = "version";

/** Each makes the next version of the one at its place, can be stopped anywhere, and can then be done again. */
const steps: readonly (() => Promise<void>)[] = [moveSettings];

export async function migrate(): Promise<void> {
  const { [key]: found = 0 } = await chrome.storage.local.get<Record<string, number>>(key);
  for (let version = found; version < steps.length; version++) {
    await steps[version]!();
    await chrome.storage.local.set({ [key]: version + 1 });
  }
}

/** Settings were kept on one computer; those that have come from another are newer. */
async function moveSettings(): Promise<void> {
  const { settings } = await chrome.storage.local.get("settings");
  if (settings === undefined) return;
  const { settings: synced } = await chrome.storage.sync.get("settings");
  if (synced === undefined) await chrome.storage.sync.set({ settings });
  await chrome.storage.local.remove("settings");
}
