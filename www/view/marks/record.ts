// Keep what a reader has marked on a page, so that no failure of the store and no other tab loses any of it.
import type { Store } from "../store";
import { merge } from "./merge";
import type { TextQuote } from "./quotes";

export interface Mark {
  readonly id: string;
  /** When it was made, an ISO 8601 date and time. */
  readonly created: string;
  readonly target: TextQuote;
  readonly note: string;
}

/** More than anybody marks on a page, and less than a store holds. */
export const mostMarks = 1000;
/** Characters of one passage, and of one note. */
export const longestText = 20_000;

export interface MarkRecord {
  readonly marks: readonly Mark[];
  /** Replace them; tells whether they are stored. They are kept here in any case. */
  save(marks: readonly Mark[]): Promise<boolean>;
}

/** The marks as they are now, and as they were when they were last read or stored. */
interface State {
  readonly marks: readonly Mark[];
  readonly stored: readonly Mark[];
}

/** What could not be stored, by record: it lives as long as the page, and the next view of it finds it. */
const unsaved = new Map<string, State>();

/** The name of the record for the page at `url`. */
export function marksName(url: string): string {
  return `marks:${url.split("#", 1)[0]}`;
}

/** Add the marks of another browser to a record. */
export async function addMarks(store: Store, name: string, given: unknown): Promise<void> {
  const others = readMarks(given);
  if (others?.length) await store.update(name, (stored) => ({ version, marks: merge([], readAll(stored), others) }));
}

/** The marks made on the page at `url`. */
export async function openRecord(store: Store, url: string): Promise<MarkRecord> {
  const name = marksName(url);
  const found = (await store.read(name).then(readMarks, () => undefined)) ?? [];
  let state = unsaved.get(name) ?? { marks: found, stored: found };
  let saving = Promise.resolve(true);

  const write = async () => {
    const { marks, stored } = state;
    let merged: Mark[] = [];
    try {
      await store.update(name, (theirs) => {
        merged = merge(stored, marks, readAll(theirs));
        return { version, marks: merged };
      });
      // More may have been marked meanwhile.
      state = { marks: merge(marks, state.marks, merged), stored: merged };
      unsaved.delete(name);
      return true;
    } catch {
      unsaved.set(name, state);
      return false;
    }
  };
  // One at a time, or an earlier state may be written last.
  const enqueue = () => {
    saving = saving.then(write);
    return saving;
  };
  if (unsaved.has(name)) void enqueue();
  return {
    get marks() {
      return state.marks;
    },
    save(marks) {
      state = { ...state, marks };
      return enqueue();
    },
  };
}

/** Counted up when a stored record comes to mean something else. */
const version = 1;

/** The marks in what was stored, those that are valid; undefined where it is no such record. */
function readMarks(stored: unknown): Mark[] | undefined {
  if (stored === null || stored === undefined) return [];
  const record = stored as { version?: unknown; marks?: unknown };
  return record.version === version && Array.isArray(record.marks) ? record.marks.filter(isMark) : undefined;
}

/** The marks in what was stored. What cannot be read is not ours to write over. */
function readAll(stored: unknown): Mark[] {
  const marks = readMarks(stored);
  if (!marks) throw new Error("The stored marks are of another kind.");
  return marks;
}

function isMark(value: unknown): value is Mark {
  const { id, created, target, note } = (value ?? {}) as Partial<Record<keyof Mark, unknown>>;
  const { type, exact, prefix, suffix } = (target ?? {}) as Partial<Record<keyof TextQuote, unknown>>;
  const texts = [id, created, exact, prefix, suffix, note];
  return (
    type === "TextQuoteSelector" &&
    exact !== "" &&
    texts.every((text) => typeof text === "string" && text.length <= longestText)
  );
}
