// Build the story's elements from the engine's flat list, judged a second time against policy.ts.
import type { ContentNode, ElementNode } from "../shim/article";
import type { Messages } from "./messages";
import { isAllowedAttribute, isAllowedElement, isAllowedText, isMathElement, isStoryLink } from "./policy";

const mathNamespace = "http://www.w3.org/1998/Math/MathML";

/** What stands in the story for the node of the content at this index, or for the next one that is still there. */
export type NodeAt = (index: number) => Node | undefined;

/** Append the story to `story`. Nothing is parsed: a node that is not on the list is left out with all inside it. */
export function buildStory(story: HTMLElement, content: readonly ContentNode[], messages: Messages): NodeAt {
  const document = story.ownerDocument;
  const parents: Element[] = [story];
  let skipBelow = Infinity;
  const built: Node[] = [];
  for (const [index, node] of content.entries()) {
    if (node.depth > skipBelow) continue;
    skipBelow = Infinity;
    const parent = parents[node.depth];
    if (!parent) continue;
    if ("text" in node) {
      if (isAllowedText(parent.localName)) built[index] = parent.appendChild(document.createTextNode(node.text));
      continue;
    }
    if (!isAllowedElement(node.tag, parent.localName)) {
      skipBelow = node.depth;
      continue;
    }
    const element = buildElement(document, node);
    parent.appendChild(isWide(element) ? inScroller(element, story, parent, messages) : element);
    built[index] = element;
    parents.length = node.depth + 1;
    parents.push(element);
  }
  return (index) => built.find((node, at) => at >= index && node?.isConnected);
}

function buildElement(document: Document, node: ElementNode): Element {
  const element = isMathElement(node.tag)
    ? document.createElementNS(mathNamespace, node.tag)
    : document.createElement(node.tag);
  for (const [name, value] of Object.entries(node.attributes)) {
    if (isAllowedAttribute(node.tag, name, value)) element.setAttribute(name, value);
  }
  finish[node.tag]?.(element);
  return element;
}

/** What the view adds of its own, by element. */
const finish: Record<string, (element: Element) => void> = {
  a(link) {
    const href = link.getAttribute("href");
    if (href === null || isStoryLink(href)) return;
    link.setAttribute("rel", "noopener noreferrer");
    // Mail and telephone links go to the page's own tab: a new one would stay behind empty.
    link.setAttribute("target", /^https?:/i.test(href) ? "_blank" : "_parent");
  },
  img(image) {
    image.setAttribute("loading", "lazy");
    image.setAttribute("decoding", "async");
  },
  audio: asPlayer,
  video: asPlayer,
};

function asPlayer(player: Element): void {
  player.setAttribute("controls", "");
  player.setAttribute("preload", "none");
}

/** Tell what may be wider than the column: tables, and formulas that stand by themselves. */
function isWide(element: Element): boolean {
  return element.localName === "table" || (element.localName === "math" && element.hasAttribute("display"));
}

/** Let what is wide scroll inside itself; in a table it stays as it is, for that scrolls already. */
function inScroller(wide: Element, story: HTMLElement, parent: Node, messages: Messages): Element {
  for (let above: Node | null = parent; above && above !== story; above = above.parentNode) {
    if (above.nodeName === "TABLE") return wide;
  }
  const scroller = story.ownerDocument.createElement("div");
  scroller.className = "scroller";
  scroller.setAttribute("role", "group");
  scroller.setAttribute("aria-label", messages.text(wide.localName === "table" ? "table" : "formula"));
  scroller.append(wide);
  return scroller;
}
