// Make a place in the page that the page's scripts cannot look into: the root of a closed shadow tree.
import { covers } from "../shim/covers";
import css from "./cover.css";

/** An element to be put into the page, which says nothing of itself, and the root behind it, which it does not give out. */
export function hiddenPlace(page: Document): { host: HTMLElement; root: ShadowRoot } {
  const host = page.createElement("div");
  covers.add(host);
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new page.defaultView!.CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  return { host, root };
}
