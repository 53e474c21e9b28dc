// Lay out what is on the screen first, and the rest of a long story once that is painted.

/** Letters that fill more than the largest screen. */
const enough = 8000;
/** What a part takes up besides its letters: the space around it. */
const around = 40;
/** Parts above the first one: of the last of them something may be seen. */
const above = 2;

/** Hold back the parts of a story that are far from `first`, the block that it begins with. The result lets them in. */
export function holdBack(story: Element, first: Element | undefined): () => void {
  const parts = [...story.children];
  const start = Math.max(first ? parts.findIndex((part) => part.contains(first)) : 0, 0);
  let letters = 0;
  const count = (at: number) => {
    letters += parts[at]!.textContent.length + around;
  };
  let end = start;
  while (end < parts.length && letters < enough) count(end++);
  let begin = start;
  while (begin > 0 && (letters < enough || start - begin < above)) count(--begin);
  const far = parts.filter((_, at) => at < begin || at >= end);
  for (const part of far) part.setAttribute("data-far", "");
  return () => {
    for (const part of far) part.removeAttribute("data-far");
  };
}
