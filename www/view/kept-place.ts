// Keep the reader's place both ways: begin where the page stood, or where the reader stopped last time; and when the view is
// closed, lead the page to what was read last. Who has not moved finds the page exactly as it was.
import { holdOn } from "./anchor";
import type { ViewContext } from "./context";
import { keyOf, leadPageTo, placeInStory } from "./page-place";
import { forgetPlace, forgetPlaces, rememberPlace } from "./places";
import { followed } from "./stage";

/** Pause between two writes while somebody reads: milliseconds. */
const pause = 2000;
/** Who has read this much of a story begins it anew next time. */
const almostAll = 0.98;

export function keptPlace(context: ViewContext): void {
  const { page, window, address, reading, settings, store, signal, start, session, whenPainted } = context;
  const keys = () => reading.blocks.map(keyOf);
  if (start.anchor) holdOn(context, start.anchor);
  else {
    const onScreen = start.samples?.length ? placeInStory(start.samples, keys()) : undefined;
    const begin = onScreen ?? (settings.current.rememberPlace ? start.remembered : undefined);
    const letIn = reading.holdBack(begin);
    if (begin) reading.show(begin);
    const shown = window.scrollY;
    whenPainted(() => {
      // Who has scrolled meanwhile stays there.
      const hasMoved = window.scrollY !== shown;
      if (hasMoved) reading.look();
      letIn();
      reading.show(reading.place);
      if (!hasMoved) begun = reading.look();
    });
  }
  // Near the end of a story the window cannot scroll as far as it was asked to.
  let begun = reading.look();

  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!settings.current.rememberPlace) return;
    const saved =
      reading.progress > almostAll ? forgetPlace(store, address) : rememberPlace(store, address, reading.place);
    // A place that cannot be kept is no reason to disturb a reader.
    saved.catch(() => {});
  };
  reading.watch(() => {
    session.hasMoved ||= reading.place.block !== begun.block;
    if (session.hasMoved) timer ??= setTimeout(save, pause);
  });
  settings.watch(({ rememberPlace }) => {
    if (!rememberPlace) forgetPlaces(store).catch(() => {});
  });
  signal.addEventListener("abort", () => {
    if (timer !== undefined) save();
    if (session.hasMoved && signal.reason !== followed) leadPageTo(page, reading.place, keys());
  });
}
