// Measure where the story's text is on the screen, and move to it.

/** The place in the text under a point of the window. */
export function caretAt(document: Document, x: number, y: number): { node: Node; offset: number } | undefined {
  const position = document.caretPositionFromPoint?.(x, y);
  if (position) return { node: position.offsetNode, offset: position.offset };
  // Older browsers have only the one that was never standardised.
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : undefined;
}

export function wantsStillness(window: Window): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** The part of the window that nothing of ours covers. */
export function openBand(document: Document): { top: number; bottom: number } {
  const bar = document.querySelector(".toolbar")?.getBoundingClientRect().bottom ?? 0;
  const player = document.querySelector(".player:not([hidden])")?.getBoundingClientRect().top;
  return { top: bar, bottom: player ?? document.defaultView!.innerHeight };
}

export function isInSight(document: Document, range: Range): boolean {
  const { top, bottom } = range.getBoundingClientRect();
  const band = openBand(document);
  return bottom > band.top && top < band.bottom;
}

/** Bring a range to the upper part of the window, unless all of it is in sight already; tells whether the window moves. */
export function bringIntoSight(document: Document, range: Range): boolean {
  const window = document.defaultView!;
  const { top, bottom } = range.getBoundingClientRect();
  const band = openBand(document);
  if (top >= band.top && bottom <= band.bottom) return false;
  const way = Math.round(top - band.top - (band.bottom - band.top) / 4);
  const most = document.documentElement.scrollHeight - window.innerHeight;
  const target = Math.max(0, Math.min(window.scrollY + way, most));
  if (Math.abs(target - window.scrollY) < 1) return false;
  window.scrollTo({ top: target, behavior: wantsStillness(window) ? "instant" : "smooth" });
  return true;
}
