// Say one thing about the view itself, where a reader will see it first.
import type { Messages } from "./messages";

export function notice(document: Document, sentence: string): HTMLElement {
  const element = document.createElement("p");
  element.className = "notice";
  element.setAttribute("role", "status");
  element.textContent = sentence;
  return element;
}

/** The way on where there is nothing to read. The view itself knows how to close. */
export function backButton(document: Document, messages: Messages): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "back";
  button.textContent = messages.text("back");
  return button;
}
