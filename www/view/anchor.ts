// Hold on to what is on the screen while the story is selected anew: by the number of a block, for all else may change.
import type { ViewContext } from "./context";
import { readingLine } from "./reading";

export interface Anchor {
  /** The first block that is seen, or undefined at the beginning. */
  readonly block: number | undefined;
  /** Where it begins in the window, in pixels. */
  readonly top: number;
}

export function anchorIn({ window, article, nodeAt }: ViewContext): Anchor {
  if (window.scrollY < 1) return { block: undefined, top: 0 };
  const { blocks } = article;
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (boxOf(nodeAt(blocks[middle]!.node)).bottom > readingLine) high = middle;
    else low = middle + 1;
  }
  const first = blocks[low];
  return first ? { block: first.block, top: boxOf(nodeAt(first.node)).top } : { block: undefined, top: 0 };
}

/** Scroll the block, or the next that is still there, to where it was. */
export function holdOn({ window, article, nodeAt }: ViewContext, { block, top }: Anchor): void {
  const placed = block !== undefined && (article.blocks.find((other) => other.block >= block) ?? article.blocks.at(-1));
  if (placed) window.scrollBy({ top: boxOf(nodeAt(placed.node)).top - top, behavior: "instant" });
}

function boxOf(node: Node | undefined): DOMRect {
  const element = node?.nodeType === Node.ELEMENT_NODE ? (node as Element) : node?.parentElement;
  return element?.getBoundingClientRect() ?? new DOMRect();
}
