// Keep what a reader has chosen, read and marked, each under its name. Each delivery says where.
import { ownTurn } from "./turns";

export interface Store {
  /** What is stored, as JSON has it; null or undefined where there is nothing. */
  read(name: string): Promise<unknown>;
  /**
   * Put in the place of what is stored what `change` makes of it, in one step that no other window comes between. `change`
   * may be called more than once, and nothing is stored where it throws. Fails where the store is full or forbidden; what
   * was stored is then as it was.
   */
  update(name: string, change: (stored: unknown) => unknown): Promise<void>;
}

/** The store of a site's own pages, for the embed and the bookmarklet. */
export const pageStore: Store = {
  read: async (name) => inPage(name),
  async update(name, change) {
    await ownTurn();
    // localStorage is read and written without a pause, and keeps the old value where the new one does not fit.
    localStorage.setItem(keyOf(name), JSON.stringify(change(inPage(name))));
  },
};

function inPage(name: string): unknown {
  return JSON.parse(localStorage.getItem(keyOf(name)) ?? "null");
}

function keyOf(name: string): string {
  return `clearstory:${name}`;
}
