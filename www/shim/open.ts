// Open the clear view of a page, with the engine in the page's own world.
import { pageStore, type SettingsStore } from "../view/settings";
import { showArticle, type View } from "../view/view";
import type { Article } from "./article";
import { capture } from "./capture";
import { toClearstoryError } from "./error";
import { extract } from "./load";

export interface OpenOptions {
  /** A story that is already extracted; without it, the page's own. */
  article?: Article;
  /** Where the reader's choices are kept; without it, in the site's localStorage. */
  settings?: SettingsStore;
  onClose?: () => void;
}

/** Cover `document` with its clear view. On failure the page is untouched and the error has a `code`. */
export async function open(document: Document, options: OpenOptions = {}): Promise<View> {
  const { settings = pageStore, onClose } = options;
  try {
    const article = options.article ?? (await extract(capture(document)));
    return await showArticle(document, article, onClose ? { settings, onClose } : { settings });
  } catch (error) {
    throw toClearstoryError(error);
  }
}
