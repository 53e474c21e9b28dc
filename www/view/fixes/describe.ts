// Describe an element of the live page as the engine finds it again in its copy.
import type { Target } from "../../shim/article";

/** The engine looks at no more. */
const mostSteps = 8;
const mostNames = 8;
/** Letters of its beginning; the engine compares letters and digits alone. */
const letters = 60;
/** Characters of one text that are looked at. */
const longestText = 240;

export function describe(element: Element): Target {
  const path: Target["path"] = [];
  for (let at: Element | null = element; at && path.length < mostSteps; at = parentOf(at)) {
    if (at === at.ownerDocument.body || at === at.ownerDocument.documentElement) break;
    path.push({ tag: at.localName, names: namesOf(at) });
  }
  return { path, text: beginningOf(element) || null };
}

/** The element around, also around a shadow tree. */
export function parentOf(element: Element): Element | null {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;
}

function namesOf(element: Element): string[] {
  const classes = [...element.classList].map((name) => `.${name}`);
  return [...(element.id ? [`#${element.id}`] : []), ...classes].slice(0, mostNames);
}

/** Its first words, or else what its first picture is called. */
function beginningOf(element: Element): string {
  const isRead = (node: Node) => !/^(?:script|style|svg|template|canvas)$/i.test(node.parentNode?.nodeName ?? "");
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = "";
  while (countLetters(text) < letters && walker.nextNode()) {
    if (isRead(walker.currentNode)) text += ` ${(walker.currentNode as Text).data.slice(0, longestText)}`;
  }
  const words = text.replace(/\s+/g, " ").trim();
  if (words) return [...words].slice(0, letters).join("");
  const picture = element.matches("img") ? element : element.querySelector("img");
  return picture?.getAttribute("alt")?.slice(0, letters) ?? "";
}

function countLetters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
