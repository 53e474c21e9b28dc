// Paint ranges of the story in a style of `::highlight(NAME)`; its nodes stay as they are.

/** Whether this browser has the CSS Custom Highlight API. In a frame that the page has removed, Firefox 153 throws. */
export function canPaint(window: Window & typeof globalThis): boolean {
  return !window.closed && window.CSS?.highlights !== undefined;
}

/** Paint `ranges` in place of those painted by this name before; where two overlap, the higher `priority` is on top. */
export function paint(window: Window & typeof globalThis, name: string, ranges: Iterable<Range>, priority = 0): void {
  if (!canPaint(window)) return;
  const highlight = new window.Highlight();
  for (const range of ranges) highlight.add(range);
  highlight.priority = priority;
  if (highlight.size > 0) window.CSS.highlights.set(name, highlight);
  else window.CSS.highlights.delete(name);
}

/** Paint `ranges` beside those painted by this name before. */
export function paintMore(window: Window & typeof globalThis, name: string, ranges: Iterable<Range>): void {
  if (!canPaint(window)) return;
  const highlight = window.CSS.highlights.get(name) ?? new window.Highlight();
  for (const range of ranges) highlight.add(range);
  window.CSS.highlights.set(name, highlight);
}
