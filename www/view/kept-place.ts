// Keep the reader's place both ways: begin where the page stood, or where the reader stopped last time; and when the view is
// closed, lead the page to what was read last. Who has not moved finds the page exactly as it was.
import type { ViewContext } from "./context";
import { keyOf, leadPageTo, placeInStory } from "./page-place";
import { forgetPlace, forgetPlaces, rememberPlace } from "./places";

/** Pause between two writes while somebody reads: milliseconds. */
const pause = 2000;
/** Who has read this much of a story begins it anew next time. */
const almostAll = 0.98;

export function keptPlace({ page, address, reading, settings, store, signal, start }: ViewContext): void {
  const keys = () => reading.blocks.map(keyOf);
  const onScreen = start.samples.length > 0 ? placeInStory(start.samples, keys()) : undefined;
  const begin = onScreen ?? (settings.current.rememberPlace ? start.remembered : undefined);
  if (begin) reading.show(begin);
  // Near the end of a story the window cannot scroll as far as it was asked to.
  const begun = reading.look();

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
  const hasMoved = () => reading.place.block !== begun.block;
  reading.watch(() => {
    if (hasMoved()) timer ??= setTimeout(save, pause);
  });
  settings.watch(({ rememberPlace }) => {
    if (!rememberPlace) forgetPlaces(store).catch(() => {});
  });
  signal.addEventListener("abort", () => {
    if (timer !== undefined) save();
    if (hasMoved()) leadPageTo(page, reading.place, keys());
  });
}
