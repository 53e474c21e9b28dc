// Show a story, or the reason why there is none, in place of the page.
import type { Article, Choice, Source } from "../shim/article";
import type { ClearstoryError } from "../shim/error";
import type { View } from "../shim/open";
import { dress } from "./appearance";
import { type Choices, choicesIn } from "./choices";
import { type Container, openContainer } from "./container";
import type { Selection, Shell, Start } from "./context";
import type { Delivery } from "./delivery";
import { make } from "./elements";
import { features } from "./features";
import { keyList } from "./key-list";
import { listenForKeys } from "./keys";
import { measureLetters } from "./measure";
import type { Messages } from "./messages";
import { backButton, notice } from "./notice";
import { sampleScreen } from "./page-place";
import { settingsPanel } from "./panel";
import { rememberedPlace } from "./places";
import { quickSettings } from "./quick-settings";
import { follow } from "./reading";
import { readSettings, type Settings } from "./settings";
import type { Store } from "./store";
import { storyPage } from "./story";
import { followStoryLink } from "./story-links";
import { styleSheets } from "./style-sheets";
import { toolbar } from "./toolbar";

export interface ViewOptions {
  store: Store;
  /** The page that the story is of, where it is known. */
  source: Source | undefined;
  messages: Messages;
  delivery: Delivery;
  /** Read the page as it is now, where it is known how. */
  reread?: () => void;
  onClose: () => void;
}

/** Below this the view says that it is not sure. */
const sureEnough = 0.5;

/** Cover `page` with the clear view of `article`, and of what the reader makes of it. */
export async function showArticle(page: Document, article: Article, options: ViewOptions): Promise<View> {
  let isReplaced = false;
  const onClose = () => {
    if (!isReplaced) options.onClose();
  };
  const reselect = async (choice: Choice) => {
    const next = await options.delivery.select(options.source!, choice);
    if (!view.isOpen) return;
    isReplaced = true;
    view.close();
    isReplaced = false;
    view = await showSelected(page, next, { ...options, onClose }, { choice, reselect });
  };
  let view = await showSelected(page, article, { ...options, onClose }, { choice: {}, reselect });
  return {
    get isOpen() {
      return view.isOpen;
    },
    close: () => view.close(),
  };
}

function showSelected(page: Document, article: Article, options: ViewOptions, selection: Selection): Promise<View> {
  const samples = sampleScreen(page);
  return show(page, options, rememberedPlace(options.store, addressOf(page, options)), (shell, remembered) => {
    const start: Start = { samples, remembered };
    const { document, main, messages } = shell;
    const languages = page.defaultView?.navigator.languages ?? [];
    document.title = article.metadata.title ?? messages.text("untitled");
    const said = article.notice
      ? (`notice_${article.notice}` as const)
      : article.confidence < sureEnough
        ? "unsure"
        : undefined;
    if (said) main.append(notice(document, messages.text(said)));
    const { page: articlePage, story, nodeAt } = storyPage(document, article, messages, languages);
    keepMeasure(shell.settings, main, articlePage);
    main.append(articlePage);
    const context = {
      ...shell,
      ...selection,
      article,
      source: options.source,
      story,
      nodeAt,
      reading: follow(shell.window, story, shell.settings),
      start,
    };
    for (const mount of features) mount(context);
  });
}

/** Cover `page` with the sentence that says why there is no story: never blank, never silent. */
export function showError(page: Document, error: ClearstoryError, options: ViewOptions): Promise<View> {
  return show(page, options, undefined, ({ document, main, messages, close }) => {
    document.title = messages.text("view");
    const back = backButton(document, messages);
    back.addEventListener("click", close);
    const section = make(document, "section");
    const title = make(document, "h1", "", messages.text("view"));
    section.append(title, notice(document, messages.error(error.code) || error.message), back);
    main.append(section);
  });
}

/** Open the view, and `fill` it with what comes of `other`, which is waited for meanwhile. */
async function show<Other>(
  page: Document,
  options: ViewOptions,
  other: Other,
  fill: (shell: Shell, other: Awaited<Other>) => void,
): Promise<View> {
  const ended = new AbortController();
  const stored = Promise.all([readSettings(options.store), other]);
  const container = await openContainer(page, options.messages.text("view"), () => {
    ended.abort();
    options.onClose();
  });
  try {
    const [settings, ready] = await stored;
    // The page may have taken the cover off meanwhile.
    if (container && !ended.signal.aborted) {
      const shell = furnish(page, container, options, settings, ended.signal);
      fill(shell, ready);
      // The keys that scroll then work at once, and a screen reader starts at the story.
      shell.window.focus();
      shell.main.focus({ preventScroll: true });
      container.reveal();
    }
  } catch (error) {
    container?.close();
    throw error;
  }
  return {
    get isOpen() {
      return !ended.signal.aborted;
    },
    close: () => container?.close(),
  };
}

function addressOf(page: Document, { source }: ViewOptions): string {
  return source?.url ?? page.URL;
}

/** Put into the empty frame what stands around whatever is shown. */
function furnish(
  page: Document,
  { document, window, close }: Container,
  options: ViewOptions,
  stored: Settings,
  signal: AbortSignal,
): Shell {
  const { store, messages, delivery, reread } = options;
  const address = addressOf(page, options);
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
  };
}

/** Keep the line as wide as its letters ask for, whatever font and spacing the reader chooses. */
function keepMeasure(settings: Choices, main: HTMLElement, article: HTMLElement): void {
  let measured = "";
  settings.watch(({ font, localFont, letterSpacing, wordSpacing }) => {
    const asked = JSON.stringify([font, localFont, letterSpacing, wordSpacing]);
    if (asked === measured) return;
    measured = asked;
    measureLetters(main, article);
  });
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
