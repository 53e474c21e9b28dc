// Turn the clear view on and off, and say so when it cannot be turned on. Every delivery's button ends here.
import type { Delivery } from "../view/delivery";
import type { Messages } from "../view/messages";
import { pageStore, type Store } from "../view/store";
import { showArticle, showError, type ViewOptions } from "../view/view";
import type { Article, Choice, Source } from "./article";
import { type CaptureOptions, capture } from "./capture";
import { ClearstoryError, toClearstoryError } from "./error";
import type { View } from "./open";
import { selectedPart } from "./selected";

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

/** The page, what is selected on it, or the page where its view is not open already. */
type Wanted = "page" | "selection" | "open";

export interface Toggle {
  /** Fails, with the reason as a `ClearstoryError`, only where not even an error can be shown over the page. */
  press(what?: Wanted): Promise<void>;
  close(): void;
}

/** What a reader has selected is the story, whatever the engine thinks of it. */
const everything: Choice = { least: 0 };

export function createToggle(document: Document, options: ToggleOptions): Toggle {
  let view: View | undefined;
  let isOpening = false;
  const store = options.store ?? pageStore;
  const viewOptions = async (source?: Source, onClose = () => {}): Promise<ViewOptions> => ({
    store,
    source,
    reread: () => {
      view?.close();
      void toggle.press("open");
    },
    messages: await options.messages(),
    delivery: options.delivery,
    onClose,
  });

  const show = async (what: Wanted) => {
    try {
      const source = what === "selection" ? captureSelection() : capture(document, options.capture);
      const ready = viewOptions(source, () => options.onClose?.());
      const isPart = what === "selection";
      const article = await (isPart ? options.delivery.select(source, everything) : options.extract(source));
      view = await showArticle(document, article, await ready);
    } catch (thrown) {
      const error = toClearstoryError(thrown);
      options.onError?.(error);
      await explain(error);
      return;
    }
    if (view.isOpen) options.onOpen?.();
  };

  const captureSelection = () => {
    const part = selectedPart(document);
    if (!part) throw new ClearstoryError("no-selection");
    return capture(part.startContainer.ownerDocument!, { ...options.capture, part });
  };

  const explain = async (error: ClearstoryError) => {
    try {
      view = await showError(document, error, await viewOptions());
    } catch {
      throw error;
    }
  };

  const toggle: Toggle = {
    async press(what = "page") {
      if (isOpening) return;
      if (view?.isOpen) {
        if (what !== "open") view.close();
        return;
      }
      isOpening = true;
      try {
        await show(what);
      } finally {
        isOpening = false;
      }
    },
    close: () => view?.close(),
  };
  return toggle;
}
