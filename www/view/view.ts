// Show a story, or the reason why there is none, in place of the page.
import type { Article } from "../shim/article";
import type { ClearstoryError } from "../shim/error";
import { labels } from "../shim/messages";
import { type Container, openContainer } from "./container";
import { leftOut } from "./left-out";
import { backButton, notice } from "./notice";
import { isStoryLink } from "./policy";
import { readSettings, type Settings, type SettingsStore, textSizes, writeSettings } from "./settings";
import { storyPage } from "./story";
import { styleSheets } from "./style-sheets";
import { toolbar } from "./toolbar";

export interface View {
  readonly isOpen: boolean;
  close(): void;
}

interface ViewOptions {
  settings: SettingsStore;
  onClose?: () => void;
}

/** Below this the view says that it is not sure. */
const sureEnough = 0.5;

/** Cover `page` with the clear view of `article`. */
export function showArticle(page: Document, article: Article, options: ViewOptions): Promise<View> {
  return show(page, options, (document) => {
    const { metadata } = article;
    const languages = page.defaultView?.navigator.languages ?? [];
    document.title = metadata.title ?? labels.untitled;
    const parts: HTMLElement[] = [storyPage(document, article, languages)];
    if (article.confidence < sureEnough) parts.unshift(notice(document, labels.unsure));
    if (article.dropped.length > 0) parts.push(leftOut(document, article.dropped));
    return parts;
  });
}

/** Cover `page` with the sentence that says why there is no story: never blank, never silent. */
export function showError(page: Document, error: ClearstoryError, options: ViewOptions): Promise<View> {
  return show(page, options, (document) => {
    document.title = labels.view;
    return [notice(document, error.message), backButton(document)];
  });
}

async function show(page: Document, options: ViewOptions, build: (document: Document) => HTMLElement[]): Promise<View> {
  let isOpen = true;
  const stored = readSettings(options.settings);
  const container = await openContainer(page, () => {
    isOpen = false;
    options.onClose?.();
  });
  try {
    const settings = await stored;
    // The page may have taken the cover off meanwhile.
    if (container && isOpen) {
      fill(container, page.location.hostname, build(container.document), options.settings, settings);
    }
  } catch (error) {
    container?.close();
    throw error;
  }
  return {
    get isOpen() {
      return isOpen;
    },
    close: () => container?.close(),
  };
}

function fill(
  container: Container,
  host: string,
  parts: HTMLElement[],
  store: SettingsStore,
  settings: Settings,
): void {
  const { document, window } = container;
  document.adoptedStyleSheets = styleSheets(window);
  document.documentElement.lang = "en";

  const setTextSize = (textSize: number) => {
    document.documentElement.style.setProperty("--text-size", String(textSizes[textSize]));
    settings = { ...settings, textSize };
  };
  setTextSize(settings.textSize);
  const bar = toolbar(document, host, {
    close: container.close,
    canResize: (step) => settings.textSize + step in textSizes,
    resize(step) {
      setTextSize(settings.textSize + step);
      void writeSettings(store, settings);
    },
  });

  const main = document.createElement("main");
  main.tabIndex = -1;
  main.append(...parts);
  main.querySelector(".back")?.addEventListener("click", container.close);
  document.body.append(bar, main);
  listen(container, bar, main);
  // The keys that scroll then work at once, and a screen reader starts at the story.
  window.focus();
  main.focus({ preventScroll: true });
}

function listen({ document, window, close }: Container, bar: HTMLElement, main: HTMLElement): void {
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
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
  main.addEventListener("click", (event) => followStoryLink(document, event));

  let lastTop = 0;
  window.addEventListener(
    "scroll",
    () => {
      const top = window.scrollY;
      bar.classList.toggle("quiet", top > lastTop && top > bar.offsetHeight);
      lastTop = top;
    },
    { passive: true },
  );
}

/** Go to a place in the story without navigating: the frame has no address of its own and must leave no history. */
function followStoryLink(document: Document, event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.("a[href^='#']");
  const href = link?.getAttribute("href");
  if (!href) return;
  event.preventDefault();
  const target = isStoryLink(href) ? document.getElementById(href.slice(1)) : null;
  if (!target) return;
  target.scrollIntoView({ block: "center" });
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
