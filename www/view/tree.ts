// Build the story's elements from the engine's flat list, judged a second time against policy.ts.
import type { ContentNode, ElementNode } from "../shim/article";
import { labels } from "../shim/messages";
import { isAllowedAttribute, isAllowedElement, isStoryLink } from "./policy";

/** Append the story to `story`. Nothing is parsed: a node that is not on the list is left out with all inside it. */
export function buildStory(story: HTMLElement, content: readonly ContentNode[]): void {
  const document = story.ownerDocument;
  const parents: Node[] = [story];
  let skipBelow = Infinity;
  for (const node of content) {
    if (node.depth > skipBelow) continue;
    skipBelow = Infinity;
    const parent = parents[node.depth];
    if (!parent) continue;
    if ("text" in node) {
      parent.appendChild(document.createTextNode(node.text));
      continue;
    }
    if (!isAllowedElement(node.tag)) {
      skipBelow = node.depth;
      continue;
    }
    const element = buildElement(document, node);
    parent.appendChild(node.tag === "table" ? inScroller(element, story, parent) : element);
    parents.length = node.depth + 1;
    parents.push(element);
  }
}

function buildElement(document: Document, node: ElementNode): HTMLElement {
  const element = document.createElement(node.tag);
  for (const [name, value] of Object.entries(node.attributes)) {
    if (isAllowedAttribute(node.tag, name, value)) element.setAttribute(name, value);
  }
  finish[node.tag]?.(element);
  return element;
}

/** What the view adds of its own, by element. */
const finish: Record<string, (element: HTMLElement) => void> = {
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

function asPlayer(player: HTMLElement): void {
  player.setAttribute("controls", "");
  player.setAttribute("preload", "none");
}

/** Let a wide table scroll inside itself; a table in a table stays as it is. */
function inScroller(table: HTMLElement, story: HTMLElement, parent: Node): HTMLElement {
  for (let above: Node | null = parent; above && above !== story; above = above.parentNode) {
    if (above.nodeName === "TABLE") return table;
  }
  const scroller = story.ownerDocument.createElement("div");
  scroller.className = "scroller";
  scroller.setAttribute("role", "group");
  scroller.setAttribute("aria-label", labels.table);
  scroller.append(table);
  return scroller;
}
