// Keep what a reader has chosen. Each delivery says where; a refused or broken store only means the defaults.

export interface Settings {
  /** Index into `textSizes`. */
  textSize: number;
}

export interface SettingsStore {
  read(): Promise<unknown>;
  write(settings: Settings): Promise<void>;
}

/** Sizes of the running text, as multiples of the browser's own. */
export const textSizes = [0.8, 0.9, 1, 1.125, 1.25, 1.4, 1.6, 1.85, 2.2];
const defaultSettings: Settings = { textSize: 2 };

const key = "clearstory:settings";

/** The store of a site's own pages, for the embed and the bookmarklet. */
export const pageStore: SettingsStore = {
  read: async () => JSON.parse(localStorage.getItem(key) ?? "null") as unknown,
  write: async (settings) => localStorage.setItem(key, JSON.stringify(settings)),
};

export async function readSettings(store: SettingsStore): Promise<Settings> {
  try {
    return validSettings(await store.read());
  } catch {
    return defaultSettings;
  }
}

/** Save what can be saved: a full or forbidden store must not disturb reading. */
export async function writeSettings(store: SettingsStore, settings: Settings): Promise<void> {
  try {
    await store.write(settings);
  } catch {
    // The choice then lasts as long as the view.
  }
}

function validSettings(stored: unknown): Settings {
  const textSize = (stored as Partial<Settings> | null)?.textSize;
  const isKnown = Number.isInteger(textSize) && textSize! >= 0 && textSize! < textSizes.length;
  return { textSize: isKnown ? textSize! : defaultSettings.textSize };
}
