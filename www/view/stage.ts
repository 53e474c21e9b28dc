// Show one thing after another over the page, each in a frame of its own, with what stands around whatever is shown.
import type { Source } from "../shim/article";
import { dress } from "./appearance";
import { choicesIn } from "./choices";
import type { Shell } from "./context";
import { type Cover, type Frame, openCover } from "./cover";
import type { Delivery } from "./delivery";
import { keyList } from "./key-list";
import { listenForKeys } from "./keys";
import type { Messages } from "./messages";
import { settingsPanel } from "./panel";
import { quickSettings } from "./quick-settings";
import { readSettings, type Settings } from "./settings";
import type { Store } from "./store";
import { followStoryLink } from "./story-links";
import { styleSheets } from "./style-sheets";
import { toolbar } from "./toolbar";

export interface StageOptions {
  /** The page that is shown, where it is known. */
  source: Source | undefined;
  store: Store;
  messages: Messages;
  delivery: Delivery;
  /** Read the page as it is now, where it is known how. */
  reread?: () => void;
  /** Closes the stage when it is aborted; it is not when the stage opens. */
  signal?: AbortSignal;
  onClose: () => void;
}

export interface Stage {
  readonly isOpen: boolean;
  /**
   * Show what `fill` puts into an empty frame with what comes of `other`, which is waited for meanwhile. Where that fails,
   * what is shown stays; where nothing is, the stage closes.
   */
  show<Other>(other: Promise<Other>, fill: (shell: Shell, other: Other) => void): Promise<void>;
  close(): void;
}

/** Why a shell's signal is aborted that is followed by another one. */
export const followed = "followed";

export function openStage(page: Document, options: StageOptions): Stage {
  let shown: AbortController | undefined;
  const cover = openCover(page, options.messages.text("view"), () => {
    shown?.abort();
    options.onClose();
  });
  options.signal?.addEventListener("abort", cover.close, { once: true });
  /** As the reader has them now, whether or not they could be stored. */
  let settings: Settings | undefined;

  return {
    get isOpen() {
      return cover.isOpen;
    },
    async show(other, fill) {
      const stored = settings ?? readSettings(options.store);
      const [frame, current, ready] = await Promise.all([cover.frame(), stored, other]);
      // The page may have taken the cover off meanwhile.
      if (!frame || !cover.isOpen) return;
      const next = new AbortController();
      const waiting: (() => void)[] = [];
      const later: (() => void)[] = [];
      let revealed: Promise<void>;
      try {
        const moments = {
          whenSeen: (run: () => void) => (shown === next ? run() : void waiting.push(run)),
          whenPainted: (run: () => void) => void later.push(run),
        };
        const shell = furnish(page, cover, frame, options, current, next.signal, moments);
        shell.settings.watch((latest) => {
          settings = latest;
        });
        fill(shell, ready);
        shown?.abort(followed);
        shown = next;
        revealed = frame.reveal();
        // The keys that scroll then work at once, and a screen reader starts at the story.
        shell.main.focus({ preventScroll: true });
        for (const run of waiting) run();
      } catch (error) {
        frame.discard();
        if (!shown) cover.close();
        throw error;
      }
      await revealed;
      if (next.signal.aborted) return;
      for (const run of later) run();
    },
    close: cover.close,
  };
}

/** Put into an empty frame what stands around whatever is shown. */
function furnish(
  page: Document,
  { close, lookThrough }: Cover,
  { document, window }: Frame,
  { source, store, messages, delivery, reread }: StageOptions,
  stored: Settings,
  signal: AbortSignal,
  moments: Pick<Shell, "whenSeen" | "whenPainted">,
): Shell {
  const address = source?.url ?? page.URL;
  const root = document.documentElement;
  document.adoptedStyleSheets = styleSheets(window);
  root.lang = messages.language;
  root.dir = messages.direction;

  const settings = choicesIn(store, stored);
  settings.watch((current) => dress(root, current));
  const panel = settingsPanel(document, messages, settings);
  const bar = toolbar(document, messages, new URL(address).hostname, panel.opener, close);
  const main = document.createElement("main");
  main.tabIndex = -1;
  document.body.prepend(bar.element, main);
  const keys = listenForKeys(window, settings);
  keys.add({ key: "s", name: messages.text("settings"), run: panel.toggle });
  quickSettings(keys, settings, messages);
  panel.addButton(messages.text("shortcuts"), keyList(document, messages, keys));
  listen(window, close);
  main.addEventListener("click", (event) => followStoryLink(document, event));
  return {
    document,
    window,
    page,
    address,
    main,
    settings,
    messages,
    store,
    toolbar: bar,
    panel,
    keys,
    delivery,
    reread,
    signal,
    close,
    lookThrough,
    ...moments,
  };
}

function listen(window: Window, close: () => void): void {
  window.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    if (event.key === "Escape") {
      // What lies over the story goes first; the browser takes that away itself.
      if (window.document.querySelector(":popover-open, dialog[open]")) return;
      event.preventDefault();
      close();
    } else if (
      event.key.toLowerCase() === "p" &&
      (event.ctrlKey || event.metaKey) &&
      !event.shiftKey &&
      !event.altKey
    ) {
      // The browser's own command would print the covered page.
      event.preventDefault();
      window.print();
    }
  });
}
