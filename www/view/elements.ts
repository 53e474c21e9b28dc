// Make the elements of the view's own controls.
import { type Icon, icon } from "./icons";

/** An element with its class and its text, either of them "" for none. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  document: Document,
  tag: Tag,
  className = "",
  text = "",
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** Mark what the view itself says inside the story, so that it is not taken for a part of it. */
export function ours<Kind extends HTMLElement>(element: Kind): Kind {
  element.dataset.ours = "";
  return element;
}

export function button(document: Document, className: string, text: string, press: () => void): HTMLButtonElement {
  const element = make(document, "button", className, text);
  element.type = "button";
  element.addEventListener("click", press);
  return element;
}

/** A button that shows a sign and says its name. */
export function signButton(document: Document, sign: Icon, name: string): HTMLButtonElement {
  const element = make(document, "button", `sign sign-${sign}`);
  element.type = "button";
  element.title = name;
  element.setAttribute("aria-label", name);
  element.append(icon(document, sign));
  return element;
}
