// Link to a passage of a page by its own words: a text fragment (https://wicg.github.io/scroll-to-text-fragment/).

/** Longer passages are named by how they begin and end. */
const longest = 200;
/** Words that stand for a beginning, an end, or what is around a passage. */
const few = 5;

/** `url` with a fragment for the words of `story` from `start` to `end`, told from others like them on the page. */
export function quoteLink(url: string, story: string, start: number, end: number, page: string): string {
  const passage = wholeWords(story, start, end);
  const quote = story.slice(passage.start, passage.end);
  // A match must not cross blocks, but a range may.
  const isRange = quote.length > longest || quote.includes("\n");
  const first = isRange ? firstWords(quote.split("\n", 1)[0]!) : quote;
  const parts = [encode(first)];
  if (isRange) parts.push(encode(lastWords(quote.slice(quote.lastIndexOf("\n") + 1))));
  if (countOf(page, first) > 1) {
    const before = lastWords(story.slice(0, passage.start).trimEnd().split("\n").at(-1)!);
    const after = firstWords(story.slice(passage.end).trimStart().split("\n", 1)[0]!);
    if (before) parts.unshift(`${encode(before)}-`);
    if (after) parts.push(`-${encode(after)}`);
  }
  return `${url.split("#", 1)[0]}#:~:text=${parts.join(",")}`;
}

/** A browser finds whole words only. */
function wholeWords(story: string, start: number, end: number): { start: number; end: number } {
  while (start < end && /\s/.test(story[start]!)) start++;
  while (end > start && /\s/.test(story[end - 1]!)) end--;
  const around = story.slice(0, end + longest);
  const words = new Intl.Segmenter(undefined, { granularity: "word" }).segment(
    around.slice(Math.max(0, start - longest)),
  );
  const shift = Math.max(0, start - longest);
  const last = words.containing(end - 1 - shift);
  return {
    start: shift + (words.containing(start - shift)?.index ?? start - shift),
    end: last ? shift + last.index + last.segment.length : end,
  };
}

function firstWords(text: string): string {
  let count = 0;
  for (const { index, segment, isWordLike } of segmentsOf(text)) {
    if (isWordLike && ++count === few) return text.slice(0, index + segment.length);
  }
  return text.trim();
}

function lastWords(text: string): string {
  const words = [...segmentsOf(text)].filter(({ isWordLike }) => isWordLike);
  return text.slice(words.at(-few)?.index ?? 0).trim();
}

function segmentsOf(text: string): Intl.Segments {
  return new Intl.Segmenter(undefined, { granularity: "word" }).segment(text);
}

/** How often a text has these words, as a browser would find them. */
function countOf(text: string, words: string): number {
  const plain = (value: string) => value.replace(/\s+/g, " ").toLowerCase();
  return plain(text).split(plain(words)).length - 1;
}

function encode(text: string): string {
  // The hyphen parts what is around a passage from the passage.
  return encodeURIComponent(text).replaceAll("-", "%2D");
}
