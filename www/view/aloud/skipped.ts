// Say what of the story is not spoken.
import type { Settings } from "../settings";

/** Around the story, and the arrow that leads back from a note. */
const never = '.facts, .from, [role="doc-backlink"]';

/** A selector for what is passed over. */
export function skippedBy({ readCode, readCaptions, readNoteMarks }: Settings): string {
  const parts = [never];
  if (!readCode) parts.push("pre");
  if (!readCaptions) parts.push("figcaption, caption");
  if (!readNoteMarks) parts.push('[role="doc-noteref"]');
  return parts.join(", ");
}
