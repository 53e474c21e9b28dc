// Take the story apart into what can be taken out of it at once: a paragraph, a list's item, a picture, a whole table.
import type { ViewContext } from "../context";

export interface Unit {
  readonly element: HTMLElement;
  /** The numbers of the blocks in it. */
  readonly blocks: number[];
}

/** What holds others; the outermost element that is none of these is taken as one. */
const holders = "article, section, div:not(.scroller), ul, ol, dl, details, aside, header";

export function unitsIn({ article, story, nodeAt }: ViewContext): Unit[] {
  const units = new Map<Element, Unit>();
  for (const { block, node } of article.blocks) {
    const built = nodeAt(node);
    const element = built && unitOf(built, story);
    if (!element) continue;
    const unit = units.get(element) ?? { element, blocks: [] };
    unit.blocks.push(block);
    units.set(element, unit);
  }
  return [...units.values()];
}

function unitOf(node: Node, story: HTMLElement): HTMLElement | undefined {
  const first = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : node.parentElement;
  let unit: Element | undefined;
  for (let at = first; at && at !== story; at = at.parentElement) {
    if (!at.matches(holders)) unit = at;
  }
  // Words that stand in a box of their own, or in none at all.
  const found = unit ?? (first === story ? undefined : first);
  return (found ?? undefined) as HTMLElement | undefined;
}
