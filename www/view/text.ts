// Read elements as one text, and find the way from places in it back to the nodes.

/** A text node and where its text begins. */
interface Piece {
  readonly node: Text;
  readonly start: number;
  /** The paragraph, heading, cell or the like that it stands in. */
  readonly block: Element;
}

export interface ReadText {
  /** The texts of all nodes; a line feed parts blocks and lines. */
  readonly text: string;
  readonly pieces: readonly Piece[];
}

const blocks =
  "p,h1,h2,h3,h4,h5,h6,li,dt,dd,pre,blockquote,figure,figcaption,table,caption,td,th,aside,details,summary,div,header,article";
/** Ours, or told twice: buttons, what the view says in the story, and the readings and brackets of ruby. */
const unread = "button, rt, rp, [data-ours]";

/** The text of `root` without the elements that match `skip`. */
export function readText(root: Element, skip = ""): ReadText {
  const left = skip ? `${unread}, ${skip}` : unread;
  const { SHOW_ELEMENT, SHOW_TEXT, FILTER_ACCEPT, FILTER_REJECT } = NodeFilter;
  const walker = root.ownerDocument.createTreeWalker(root, SHOW_ELEMENT | SHOW_TEXT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && (node as Element).matches(left) ? FILTER_REJECT : FILTER_ACCEPT,
  );
  const pieces: Piece[] = [];
  let text = "";
  let isNewLine = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      isNewLine ||= (node as Element).localName === "br";
      continue;
    }
    const block = node.parentElement!.closest(blocks) ?? root;
    if (pieces.length > 0 && (isNewLine || block !== pieces.at(-1)!.block)) text += "\n";
    isNewLine = false;
    pieces.push({ node: node as Text, start: text.length, block });
    text += (node as Text).data;
  }
  return { text, pieces };
}

/** The nodes' range that holds the text from `start` to `end`. */
export function rangeOf({ pieces }: ReadText, start: number, end: number): Range {
  const first = pieces[lastBefore(pieces, start)]!;
  const last = pieces[lastBefore(pieces, Math.max(start, end - 1))]!;
  const range = first.node.ownerDocument.createRange();
  range.setStart(first.node, Math.min(start - first.start, first.node.length));
  range.setEnd(last.node, Math.min(end - last.start, last.node.length));
  return range;
}

/** Where a point of the document stands in the text; a point outside of it stands at the next that is inside. */
export function offsetOf({ text, pieces }: ReadText, node: Node, offset: number): number {
  const point = node.ownerDocument!.createRange();
  point.setStart(node, offset);
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle]!;
    if (point.comparePoint(piece.node, piece.node.length) < 0) low = middle + 1;
    else high = middle;
  }
  const piece = pieces[low];
  if (!piece) return text.length;
  return piece.node === node ? piece.start + offset : piece.start;
}

/** The index of the last piece that begins at `offset` or before it. */
function lastBefore(pieces: readonly Piece[], offset: number): number {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
