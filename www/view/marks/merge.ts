// Bring together what two windows have made of the same marks.
import type { Mark } from "./record";

/** Carry over to `theirs` what has become of `base` in `mine`: marks that were added, changed or removed. */
export function merge(base: readonly Mark[], mine: readonly Mark[], theirs: readonly Mark[]): Mark[] {
  const before = byId(base);
  const merged = byId(theirs);
  const kept = byId(mine);
  for (const { id } of base) {
    if (!kept.has(id)) merged.delete(id);
  }
  for (const mark of mine) {
    // A mark is never edited: one that was changed is another object.
    if (before.get(mark.id) !== mark) merged.set(mark.id, mark);
  }
  return [...merged.values()];
}

function byId(marks: readonly Mark[]): Map<string, Mark> {
  return new Map(marks.map((mark) => [mark.id, mark]));
}
