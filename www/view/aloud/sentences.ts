// Cut a text into the sentences that are spoken, each with its place and its language.
import { type ReadText, rangeOf } from "../text";

export interface Sentence {
  readonly text: string;
  /** Where it begins in the text. */
  readonly start: number;
  /** A BCP 47 tag, or nothing where the story does not say. */
  readonly language: string;
}

/** Engines refuse very long utterances, and some fall silent in them. */
const longest = 400;
const speakable = /[\p{L}\p{N}]/u;

export function sentencesOf(read: ReadText): Sentence[] {
  const sentences: Sentence[] = [];
  for (const { start, end, language } of passages(read)) {
    const segmenter = new Intl.Segmenter(language || undefined, { granularity: "sentence" });
    for (const { segment, index } of segmenter.segment(read.text.slice(start, end))) {
      for (const part of parts(segment)) {
        const text = segment.slice(part.start, part.end).trim();
        if (!speakable.test(text)) continue;
        const at = start + index + segment.indexOf(text, part.start);
        sentences.push({ text, start: at, language: languageAt(read, at, text.length) || language });
      }
    }
  }
  return sentences;
}

/** The blocks of a text, one after another. */
function passages({ text, pieces }: ReadText) {
  const found: { start: number; end: number; block: Element; language: string }[] = [];
  for (const { node, start, block } of pieces) {
    const last = found.at(-1);
    const end = Math.min(start + node.length, text.length);
    if (last?.block === block) last.end = end;
    else found.push({ start, end, block, language: languageOf(block) });
  }
  return found;
}

/** Cut what is too long where a word ends. */
function parts(segment: string): { start: number; end: number }[] {
  const cuts = [];
  for (let start = 0; start < segment.length; ) {
    const space = segment.lastIndexOf(" ", start + longest);
    const end = segment.length - start <= longest ? segment.length : space > start ? space : start + longest;
    cuts.push({ start, end });
    start = end;
  }
  return cuts;
}

/** The language of whatever holds the whole sentence: a word in another one does not change the voice. */
function languageAt(read: ReadText, start: number, length: number): string {
  const { commonAncestorContainer: holder } = rangeOf(read, start, start + length);
  return languageOf(holder.nodeType === Node.ELEMENT_NODE ? (holder as Element) : holder.parentElement!);
}

/** What the story says; the language of the document itself is ours. */
function languageOf(element: Element): string {
  const named = element.closest("[lang]");
  return named && named !== element.ownerDocument.documentElement ? (named as HTMLElement).lang : "";
}

/** The word of a sentence that begins at `start`, where a voice does not say how long it is. */
export function wordEnd({ text, language }: Sentence, start: number): number {
  const words = new Intl.Segmenter(language || undefined, { granularity: "word" });
  const word = words.segment(text).containing(start);
  return word ? word.index + word.segment.length : text.length;
}
