// Paint ranges of the story in a style of `::highlight(NAME)`; its nodes stay as they are.

type ViewWindow = Window & typeof globalThis;

/**
 * All that is painted; undefined where it cannot be. Firefox 153 throws for some frames that were shown a moment ago, though
 * they have a document and stay.
 */
export function paintedIn(window: ViewWindow): HighlightRegistry | undefined {
  try {
    return window.CSS?.highlights;
  } catch {
    return undefined;
  }
}

/** Paint `ranges` in place of those painted by this name before; where two overlap, the higher `priority` is on top. */
export function paint(window: ViewWindow, name: string, ranges: Iterable<Range>, priority = 0): void {
  const painted = paintedIn(window);
  if (!painted) return;
  const highlight = new window.Highlight();
  for (const range of ranges) highlight.add(range);
  highlight.priority = priority;
  if (highlight.size > 0) painted.set(name, highlight);
  else painted.delete(name);
}

/** Paint `ranges` beside those painted by this name before. */
export function paintMore(window: ViewWindow, name: string, ranges: Iterable<Range>): void {
  const painted = paintedIn(window);
  if (!painted) return;
  const highlight = painted.get(name) ?? new window.Highlight();
  for (const range of ranges) highlight.add(range);
  painted.set(name, highlight);
}
