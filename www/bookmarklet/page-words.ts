// Say what stands in the bookmarklet's own pages in the reader's language. They are in English until then, and without scripts.
import english from "../_locales/en/messages.json?install";
import { bestOf } from "../shim/languages";
import { messagesOf, type Texts } from "../shim/texts";
import type { MessageKey, Messages } from "../view/messages";

/** The words in the first of `languages` that there is, or in English. */
export async function loadWords(languages: readonly string[]): Promise<Messages> {
  const language = bestOf(languages);
  try {
    if (language !== "en") return messagesOf(language, await textsIn(language));
  } catch {
    // Better in English than not at all.
  }
  return messagesOf("en", english);
}

async function textsIn(language: string): Promise<Texts> {
  const response = await fetch(new URL(`words/${language}.json`, document.baseURI));
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  return response.json();
}

/** Fill in the page's words. */
export function sayWords(words: Messages): void {
  document.documentElement.lang = words.language;
  document.documentElement.dir = words.direction;
  for (const element of document.querySelectorAll<HTMLElement>("[data-message]")) {
    element.textContent = words.text(element.dataset.message as MessageKey);
  }
}
