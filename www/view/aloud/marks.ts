// Mark the sentence and the word that are spoken, above what a reader has marked.
import { paint, paintedIn } from "../paint";

type ViewWindow = Window & typeof globalThis;

const sentenceMark = "clearstory-sentence";
const wordMark = "clearstory-word";

export function markSentence(window: ViewWindow, range: Range): void {
  paint(window, sentenceMark, [range], 10);
  paint(window, wordMark, []);
}

export function markWord(window: ViewWindow, range: Range): void {
  paint(window, wordMark, [range], 11);
}

export function unmark(window: ViewWindow): void {
  for (const mark of [sentenceMark, wordMark]) paint(window, mark, []);
}

/** The word that is spoken, or the sentence where the voice does not tell its words. */
export function spokenRange(window: ViewWindow): Range | undefined {
  for (const mark of [wordMark, sentenceMark]) {
    for (const range of paintedIn(window)?.get(mark) ?? []) return range as Range;
  }
  return undefined;
}
