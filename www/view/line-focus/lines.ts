// Find the line of text, or the picture, at a height of the window.
import { caretAt } from "../place";

/** From where to where it reaches in the window. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
  readonly isPicture?: boolean;
}

export function lineAt(article: HTMLElement, y: number): Band {
  const document = article.ownerDocument;
  const { left, width } = article.getBoundingClientRect();
  const x = left + width / 2;
  const picture = document.elementFromPoint(x, y)?.closest("img, video");
  if (picture) {
    const { top, bottom } = picture.getBoundingClientRect();
    return { top, bottom, isPicture: true };
  }
  const caret = caretAt(document, x, y);
  const element = elementOf(caret?.node) ?? article;
  const height = lineHeight(element);
  const middle = caret && article.contains(caret.node) ? middleOf(caret.node, caret.offset) : undefined;
  // Between two blocks there is no line; the focus then waits where it is.
  const centre = middle !== undefined && Math.abs(middle - y) <= height / 2 ? middle : y;
  return { top: centre - height / 2, bottom: centre + height / 2 };
}

function elementOf(node: Node | undefined): Element | undefined {
  return node?.nodeType === Node.ELEMENT_NODE ? (node as Element) : (node?.parentElement ?? undefined);
}

/** The middle of the line that a place in the text is on. */
function middleOf(node: Node, offset: number): number | undefined {
  if (node.nodeType !== Node.TEXT_NODE) return undefined;
  const range = node.ownerDocument!.createRange();
  const length = (node as Text).length;
  range.setStart(node, Math.min(offset, Math.max(0, length - 1)));
  range.setEnd(node, Math.min(offset + 1, length));
  const box = range.getClientRects()[0];
  return box && (box.top + box.bottom) / 2;
}

/** Of the block, since a small word in a line does not make the line smaller. */
function lineHeight(element: Element): number {
  const window = element.ownerDocument.defaultView!;
  let block = element;
  while (block.parentElement && window.getComputedStyle(block).display.startsWith("inline"))
    block = block.parentElement;
  const { lineHeight, fontSize } = window.getComputedStyle(block);
  return Number.parseFloat(lineHeight) || Number.parseFloat(fontSize) * 1.5;
}
