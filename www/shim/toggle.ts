// Turn the clear view on and off, and say so when it cannot be turned on. Every delivery's button ends here.
import type { Delivery } from "../view/delivery";
import type { Messages } from "../view/messages";
import { pageStore, type Store } from "../view/store";
import { showArticle, showError, type ViewOptions } from "../view/view";
import type { Article, Choice, Source } from "./article";
import { type CaptureOptions, capture } from "./capture";
import { ClearstoryError, toClearstoryError } from "./error";
import { firstStory } from "./first-story";
import type { View } from "./open";
import { captureSelected } from "./selected";

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
const everything: Choice = { all: true };

export function createToggle(document: Document, options: ToggleOptions): Toggle {
  /** Only while it is open: a closed one would keep the page's copy and its story. */
  let view: View | undefined;
  const keep = (opened: View) => {
    if (opened.isOpen) view = opened;
  };
  /** Ends the opening that is under way: the next press takes it back. */
  let opening: AbortController | undefined;
  const store = options.store ?? pageStore;
  const viewOptions = async (
    signal: AbortSignal,
    source?: Source,
    onClose = () => {},
  ): Promise<ViewOptions & { signal: AbortSignal }> => ({
    store,
    source,
    signal,
    reread: () => {
      close();
      void toggle.press("open");
    },
    messages: await options.messages(),
    delivery: options.delivery,
    copySelected: () => captureSelected(document, options.capture),
    onClose() {
      // One that was never whole was not open either.
      const wasOpen = view !== undefined;
      view = undefined;
      if (wasOpen) onClose();
    },
  });

  const show = async (what: Wanted, signal: AbortSignal) => {
    let page: Source | undefined;
    try {
      const isPart = what === "selection";
      const source = isPart ? captureSelected(document, options.capture) : capture(document, options.capture);
      if (!source) throw new ClearstoryError("no-selection");
      if (!isPart) page = source;
      const ready = viewOptions(signal, source, () => options.onClose?.());
      const { article, choice } = await (isPart ? selected(source) : firstStory(source, { ...options, store }));
      const viewed = { ...(await ready), choice };
      if (signal.aborted) return;
      keep(await showArticle(document, article, viewed));
    } catch (thrown) {
      // Nobody waits for it any more.
      if (signal.aborted) return;
      const error = toClearstoryError(thrown);
      options.onError?.(error);
      await explain(error, page, signal);
      return;
    }
    // Of an opening that was taken back, another one's view may be there by now.
    if (view && !signal.aborted) options.onOpen?.();
  };

  const selected = async (source: Source) => ({
    article: await options.delivery.select(source, everything),
    choice: everything,
  });

  const explain = async (error: ClearstoryError, source: Source | undefined, signal: AbortSignal) => {
    try {
      const viewed = await viewOptions(signal, source);
      if (!signal.aborted) keep(await showError(document, error, viewed));
    } catch {
      throw error;
    }
  };

  /** An opening that waits for an answer is forgotten at once, so that the press after this one opens anew. */
  const close = () => {
    opening?.abort();
    opening = undefined;
    view?.close();
  };

  const toggle: Toggle = {
    async press(what = "page") {
      if (opening || view) {
        if (what !== "open") close();
        return;
      }
      const ended = new AbortController();
      opening = ended;
      try {
        await show(what, ended.signal);
      } finally {
        if (opening === ended) opening = undefined;
      }
    },
    close,
  };
  return toggle;
}
