// Say what stands in the extension's own pages in the reader's language.
import type english from "../_locales/en/messages.json";
import { extensionMessages } from "./languages";

const messages = extensionMessages();

export function text(key: keyof typeof english, value?: string): string {
  return value === undefined ? messages.text(key) : messages.text(key, value);
}

/** Fill in the page's words. */
export async function sayWords(): Promise<void> {
  document.documentElement.lang = messages.language;
  document.documentElement.dir = messages.direction;
  for (const element of document.querySelectorAll<HTMLElement>("[data-message]")) {
    element.textContent = text(element.dataset.message as keyof typeof english);
  }
  const shortcut = document.querySelector<HTMLElement>("#shortcut")!;
  // It is changed on a page of the browser, from which a reader comes back to this one.
  document.addEventListener("visibilitychange", () => void sayShortcut(shortcut));
  await sayShortcut(shortcut);
}

/** The shortcut as it is now: a reader may have changed it. */
async function sayShortcut(element: HTMLElement): Promise<void> {
  const commands = await chrome.commands.getAll();
  const keys = commands.find(({ name }) => name === "_execute_action")?.shortcut;
  const key = document.createElement("kbd");
  key.textContent = keys ?? "";
  const [before = "", after = ""] = text("extensionHowShortcut", "\n").split("\n");
  element.replaceChildren(...(keys ? [before, key, after] : [text("extensionShortcutNone")]));
}
