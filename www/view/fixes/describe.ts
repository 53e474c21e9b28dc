// Describe an element of the live page as the engine finds it again in its copy.
import type { Target } from "../../shim/article";
import { plain } from "../../shim/plain";

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
    const { localName, ownerDocument } = plain(at);
    const { body, documentElement } = plain(ownerDocument);
    if (at === body || at === documentElement) break;
    path.push({ tag: localName, names: namesOf(at) });
  }
  return { path, text: beginningOf(element) || null };
}

/** The element around, also around a shadow tree. */
export function parentOf(element: Element): Element | null {
  const read = plain(element);
  return read.parentElement ?? (read.getRootNode() as Partial<ShadowRoot>).host ?? null;
}

function namesOf(element: Element): string[] {
  const { id, classList } = plain(element);
  const classes = [...classList].map((name) => `.${name}`);
  return [...(id ? [`#${id}`] : []), ...classes].slice(0, mostNames);
}

/** Its first words, or else what its first picture is called. */
function beginningOf(element: Element): string {
  const isRead = ({ parentElement }: Node) =>
    !/^(?:script|style|svg|template|canvas)$/i.test((parentElement && plain(parentElement).localName) ?? "");
  const walker = plain(plain(element).ownerDocument).createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = "";
  while (countLetters(text) < letters && walker.nextNode()) {
    if (isRead(walker.currentNode)) text += ` ${(walker.currentNode as Text).data.slice(0, longestText)}`;
  }
  const words = text.replace(/\s+/g, " ").trim();
  if (words) return [...words].slice(0, letters).join("");
  const picture = plain(element).matches("img") ? element : plain(element).querySelector("img");
  return picture?.getAttribute("alt")?.slice(0, letters) ?? "";
}

function countLetters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
