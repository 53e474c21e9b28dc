// Open the clear view of a page, with the engine in the page's own world.
import { pageStore, type Store } from "../view/store";
import { showArticle } from "../view/view";
import type { Article } from "./article";
import { capture } from "./capture";
import { pageDelivery } from "./delivery";
import { toClearstoryError } from "./error";
import { firstStory } from "./first-story";
import { loadMessages } from "./languages";
import { extract } from "./load";
import { plain } from "./plain";
import { captureSelected } from "./selected";

export interface View {
  readonly isOpen: boolean;
  close(): void;
}

export interface OpenOptions {
  /** A story that is already extracted; without it, the page's own. */
  article?: Article;
  /** Where the reader's choices are kept; without it, in the site's localStorage. */
  store?: Store;
  onClose?: () => void;
}

/** Cover `document` with its clear view. On failure the page is untouched and the error has a `code`. */
export async function open(document: Document, options: OpenOptions = {}): Promise<View> {
  const { store = pageStore, onClose = () => {} } = options;
  try {
    const messages = loadMessages(plain(document).defaultView?.navigator.languages ?? []);
    const source = options.article ? undefined : capture(document);
    const first = options.article
      ? { article: options.article, choice: {} }
      : await firstStory(source!, { store, delivery: pageDelivery, extract });
    return await showArticle(document, first.article, {
      store,
      source,
      choice: first.choice,
      messages: await messages,
      delivery: pageDelivery,
      copySelected: () => captureSelected(document),
      onClose,
    });
  } catch (error) {
    throw toClearstoryError(error);
  }
}
