// Keep what a reader has chosen, read and marked, each under its name. Each delivery says where.

export interface Store {
  read(name: string): Promise<unknown>;
  /** Fails where the store is full or forbidden. */
  write(name: string, value: unknown): Promise<void>;
}

/** The store of a site's own pages, for the embed and the bookmarklet. */
export const pageStore: Store = {
  read: async (name) => JSON.parse(localStorage.getItem(`clearstory:${name}`) ?? "null") as unknown,
  write: async (name, value) => localStorage.setItem(`clearstory:${name}`, JSON.stringify(value)),
};
