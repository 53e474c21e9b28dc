// Follow links from one place of the story to another.
import { isStoryLink } from "./policy";

/** Go there without navigating: the frame has no address of its own and must leave no history. */
export function followStoryLink(document: Document, event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.("a[href^='#']");
  const href = link?.getAttribute("href");
  if (!href || event.defaultPrevented) return;
  event.preventDefault();
  const target = placeOf(document, href);
  if (!target) return;
  target.scrollIntoView({ block: "center" });
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** The place that a link in the story leads to. */
export function placeOf(document: Document, href: string): HTMLElement | null {
  return isStoryLink(href) ? document.getElementById(href.slice(1)) : null;
}
