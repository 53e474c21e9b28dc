// Name a place in a text by the words that stand there, and find it again (W3C TextQuoteSelector).

export interface TextQuote {
  readonly type: "TextQuoteSelector";
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Characters before and after the words, which tell them from others like them. */
const around = 32;

export function quoteOf(text: string, start: number, end: number): TextQuote {
  return {
    type: "TextQuoteSelector",
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - around), start),
    suffix: text.slice(end, end + around),
  };
}

/** Where the words stand now: of several places, the one with the most of what was around them. */
export function findQuote(
  text: string,
  { exact, prefix, suffix }: TextQuote,
): { start: number; end: number } | undefined {
  let best: { start: number; end: number; likeness: number } | undefined;
  for (let start = text.indexOf(exact); start >= 0; start = text.indexOf(exact, start + 1)) {
    const end = start + exact.length;
    const likeness = alikeBefore(text, start, prefix) + alikeAfter(text, end, suffix);
    if (!best || likeness > best.likeness) best = { start, end, likeness };
  }
  return best;
}

function alikeBefore(text: string, end: number, prefix: string): number {
  let count = 0;
  while (count < prefix.length && text[end - 1 - count] === prefix[prefix.length - 1 - count]) count++;
  return count;
}

function alikeAfter(text: string, start: number, suffix: string): number {
  let count = 0;
  while (count < suffix.length && text[start + count] === suffix[count]) count++;
  return count;
}
