// Turn the clear view on and off, and say so when it cannot be turned on. Every delivery's button ends here.
import type { Delivery } from "../view/delivery";
import type { Messages } from "../view/messages";
import { pageStore, type Store } from "../view/store";
import { showArticle, showError, type ViewOptions } from "../view/view";
import type { Article, Source } from "./article";
import { type CaptureOptions, capture } from "./capture";
import { type ClearstoryError, toClearstoryError } from "./error";
import type { View } from "./open";

interface ToggleOptions {
  extract(source: Source): Promise<Article>;
  delivery: Delivery;
  messages(): Messages | Promise<Messages>;
  store?: Store;
  capture?: CaptureOptions;
  onOpen?: () => void;
  onClose?: () => void;
  onError?: (error: ClearstoryError) => void;
}

export interface Toggle {
  /** Fails, with the reason as a `ClearstoryError`, only where not even an error can be shown over the page. */
  press(): Promise<void>;
  close(): void;
}

export function createToggle(document: Document, options: ToggleOptions): Toggle {
  let view: View | undefined;
  let isOpening = false;
  const store = options.store ?? pageStore;
  const viewOptions = async (source?: Source, onClose = () => {}): Promise<ViewOptions> => ({
    store,
    source,
    messages: await options.messages(),
    delivery: options.delivery,
    onClose,
  });

  const show = async () => {
    try {
      const source = capture(document, options.capture);
      const ready = viewOptions(source, () => options.onClose?.());
      const article = await options.extract(source);
      view = await showArticle(document, article, await ready);
    } catch (thrown) {
      const error = toClearstoryError(thrown);
      options.onError?.(error);
      await explain(error);
      return;
    }
    if (view.isOpen) options.onOpen?.();
  };

  const explain = async (error: ClearstoryError) => {
    try {
      view = await showError(document, error, await viewOptions());
    } catch {
      throw error;
    }
  };

  return {
    async press() {
      if (isOpening) return;
      if (view?.isOpen) {
        view.close();
        return;
      }
      isOpening = true;
      try {
        await show();
      } finally {
        isOpening = false;
      }
    },
    close: () => view?.close(),
  };
}
