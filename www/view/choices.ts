// Hold the settings while the view is open: change them, tell who listens, and save them.
import { type Settings, validSettings, writeSettings } from "./settings";
import type { Store } from "./store";

export interface Choices {
  readonly current: Settings;
  change(changes: Partial<Settings>): void;
  /** Give every setting its usual value. */
  reset(): void;
  /** Call `listener` now, and again after every change. */
  watch(listener: (settings: Settings) => void): void;
  /** Call `listener` whenever it turns out whether the settings could be saved. */
  onSave(listener: (isSaved: boolean) => void): void;
}

export function choicesIn(store: Store, stored: Settings): Choices {
  let current = stored;
  let unsaved: Partial<Settings> = {};
  const listeners: ((settings: Settings) => void)[] = [];
  const savers: ((isSaved: boolean) => void)[] = [];
  let isSaving = false;

  /** One write at a time: a slider that is dragged changes faster than a store writes. */
  const save = async () => {
    if (isSaving) return;
    isSaving = true;
    const written = unsaved;
    unsaved = {};
    const isSaved = await writeSettings(store, written).then(
      () => true,
      () => false,
    );
    const isBehind = Object.keys(unsaved).length > 0;
    if (!isSaved) unsaved = { ...written, ...unsaved };
    isSaving = false;
    for (const tell of savers) tell(isSaved);
    if (isBehind) await save();
  };
  const change = (changes: Partial<Settings>) => {
    current = { ...current, ...changes };
    unsaved = { ...unsaved, ...changes };
    for (const tell of listeners) tell(current);
    void save();
  };

  return {
    get current() {
      return current;
    },
    change,
    reset: () => change(validSettings(null)),
    watch(listener) {
      listeners.push(listener);
      listener(current);
    },
    onSave: (listener) => void savers.push(listener),
  };
}
