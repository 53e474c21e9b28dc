// Know where in the story the reader is: a block and how much of it has gone by. Pixels change with every setting.
import type { Choices } from "./choices";
import { holdBack } from "./first-screen";

export interface Place {
  /** Index into the story's blocks. */
  readonly block: number;
  /** The part of the block above the reading line, 0 to 1. */
  readonly offset: number;
}

export interface Reading {
  readonly blocks: readonly HTMLElement[];
  /** The last known place, also when the view is closed already. */
  readonly place: Place;
  /** How much of the story has been on the screen, 0 to 1. */
  readonly progress: number;
  /** Lay out no more than what is on the screen at a place, until the result is called. */
  holdBack(place: Place | undefined): () => void;
  /** Scroll to a place. */
  show(place: Place): void;
  /** Find out the place anew. */
  look(): Place;
  /** Call `listener` now, and whenever the reader has moved on. */
  watch(listener: (place: Place) => void): void;
}

/** What is read as one: the innermost of these. */
const blockNames = "p,li,h2,h3,h4,h5,h6,pre,blockquote,dt,dd,figcaption,tr,summary";
/** Where the eye rests at the top of the window, under the toolbar: pixels. */
export const readingLine = 64;

export function follow(window: Window, story: HTMLElement, settings: Choices): Reading {
  const blocks = [...story.querySelectorAll<HTMLElement>(blockNames)].filter(
    (block) => !block.querySelector(blockNames) && block.textContent.trim() !== "",
  );
  const listeners: ((place: Place) => void)[] = [];
  let place: Place = { block: 0, offset: 0 };
  let progress = 0;
  /** That of the lines in which the place was found: pixels. */
  let width = 0;
  /** The blocks that are laid out: the first, and one past the last. */
  let [begin, end] = [0, blocks.length];

  const show = (wanted: Place) => {
    const block = blocks[Math.min(wanted.block, blocks.length - 1)];
    if (!block) return;
    place = wanted;
    // The title belongs to the beginning.
    if (wanted.block === 0 && wanted.offset === 0) window.scrollTo({ top: 0, behavior: "instant" });
    else {
      const { top, height } = block.getBoundingClientRect();
      window.scrollBy({ top: top + wanted.offset * height - readingLine, behavior: "instant" });
    }
  };
  const look = () => {
    width = story.clientWidth;
    place = window.scrollY < 1 ? { block: 0, offset: 0 } : placeAt(blocks, begin, end, readingLine);
    const further = Math.max(story.getBoundingClientRect().bottom - window.innerHeight, 0);
    progress = further > 0 ? window.scrollY / (window.scrollY + further) : 1;
    return place;
  };
  const moved = () => {
    look();
    for (const tell of listeners) tell(place);
  };

  window.addEventListener("scroll", moved, { passive: true });
  // Another size of the text or of the window moves everything but the reader. Lines of the same width stand where they
  // stood: there the reader may have scrolled, of which a window tells after this.
  window.addEventListener("resize", () => (story.clientWidth === width ? moved() : show(place)));
  let isFirst = true;
  settings.watch(() => {
    if (!isFirst) show(place);
    isFirst = false;
  });
  return {
    blocks,
    get place() {
      return place;
    },
    get progress() {
      return progress;
    },
    holdBack(place) {
      const letIn = holdBack(story, place && blocks[place.block]);
      const isFar = (block: HTMLElement) => block.closest("[data-far]") !== null;
      const near = blocks.flatMap((block, at) => (isFar(block) ? [] : [at]));
      [begin, end] = [near[0] ?? 0, (near.at(-1) ?? -1) + 1];
      return () => {
        [begin, end] = [0, blocks.length];
        letIn();
      };
    },
    show,
    look,
    watch(listener) {
      listeners.push(listener);
      listener(place);
    },
  };
}

/** The first of some blocks that reaches below `line`, found by halving: blocks follow one another down the page. */
function placeAt(blocks: readonly HTMLElement[], begin: number, end: number, line: number): Place {
  let from = begin;
  let to = end - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (blocks[middle]!.getBoundingClientRect().bottom > line) to = middle;
    else from = middle + 1;
  }
  const { top, height } = blocks[from]?.getBoundingClientRect() ?? { top: line, height: 0 };
  const offset = height > 0 ? (line - top) / height : 0;
  return { block: from, offset: Math.min(Math.max(offset, 0), 1) };
}
