// Hold the marks of the open story: where each stands in it, how they are painted, and who wants to know of a change.
import type { ViewContext } from "../context";
import { paint } from "../paint";
import { type ReadText, rangeOf } from "../text";
import { findQuote, quoteOf } from "./quotes";
import { longestText, type Mark, type MarkRecord, mostMarks } from "./record";

export interface Placed extends Mark {
  /** Where it stands in the text; undefined where its words are not in the story any more. */
  readonly at: { readonly start: number; readonly end: number } | undefined;
}

export interface Marks {
  /** In the order of the story. */
  readonly all: readonly Placed[];
  /** Mark a part of the text; undefined where there are too many, or it is too long. */
  add(start: number, end: number): Placed | undefined;
  /** Take back a mark that was removed. */
  restore(mark: Mark): void;
  remove(id: string): void;
  setNote(id: string, note: string): void;
  find(id: string): Placed | undefined;
  rangeOf(mark: Placed): Range | undefined;
  /** Call `listener` now, and after every change. */
  watch(listener: () => void): void;
  /** Call `listener` when it is known whether a change is stored, until the result is called. */
  onSave(listener: (isSaved: boolean) => void): () => void;
}

const styles = { plain: "clearstory-mark", noted: "clearstory-noted" };

export function placeMarks({ window }: ViewContext, read: ReadText, record: MarkRecord): Marks {
  const listeners: (() => void)[] = [];
  const savers = new Set<(isSaved: boolean) => void>();
  /** The story does not change, so each place is looked for once. */
  const places = new Map<string, Placed["at"]>();
  let all: Placed[] = [];

  const rangeIn = ({ at }: Placed) => (at ? rangeOf(read, at.start, at.end) : undefined);
  const place = (mark: Mark): Placed => {
    if (!places.has(mark.id)) places.set(mark.id, findQuote(read.text, mark.target));
    return { ...mark, at: places.get(mark.id) };
  };
  const show = () => {
    all = record.marks.map(place);
    all.sort((one, other) => (one.at?.start ?? Infinity) - (other.at?.start ?? Infinity));
    const ranges = (marks: Placed[]) => marks.flatMap((mark) => rangeIn(mark) ?? []);
    paint(window, styles.plain, ranges(all));
    paint(window, styles.noted, ranges(all.filter(({ note }) => note !== "")));
    for (const tell of listeners) tell();
  };
  const change = (marks: readonly Mark[]) => {
    const saved = record.save(marks);
    show();
    void saved.then((isSaved) => {
      for (const tell of savers) tell(isSaved);
    });
  };
  const find = (id: string) => all.find((mark) => mark.id === id);
  show();
  return {
    get all() {
      return all;
    },
    find,
    add(start, end) {
      if (record.marks.length >= mostMarks || end - start > longestText) return undefined;
      const target = quoteOf(read.text, start, end);
      const mark = { id: newId(), created: new Date().toISOString(), target, note: "" };
      change([...record.marks, mark]);
      return find(mark.id);
    },
    restore: ({ id, created, target, note }) => change([...record.marks, { id, created, target, note }]),
    remove: (id) => change(record.marks.filter((mark) => mark.id !== id)),
    setNote: (id, note) =>
      change(record.marks.map((mark) => (mark.id === id ? { ...mark, note: note.slice(0, longestText) } : mark))),
    rangeOf: rangeIn,
    watch(listener) {
      listeners.push(listener);
      listener();
    },
    onSave(listener) {
      savers.add(listener);
      return () => void savers.delete(listener);
    },
  };
}

/** Unlike any other, also where a page without https has no `randomUUID`. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join("");
}
