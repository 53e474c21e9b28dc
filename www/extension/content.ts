// Be the reader in a tab: copy the page, have it extracted in the background, show it, take it away again.
import type { Article, Source } from "../shim/article";
import { ClearstoryError } from "../shim/error";
import { createToggle, type Toggle } from "../shim/toggle";
import { askFor } from "./ask";
import { extensionDelivery } from "./delivery";
import { extensionMessages } from "./languages";
import { type ExtractMessage, isExtractReply, isToggleMessage, longestPage, type ToggleReply } from "./messages";
import { extensionStore } from "./store";

/** What an earlier injection has left in this tab. */
interface Injected {
  toggle: Toggle;
  /** False once the extension was updated or removed: that injection cannot reach it any more. */
  isAlive(): boolean;
}
const world = globalThis as { clearstoryReader?: Injected };

function start(): Injected {
  const toggle = createToggle(document, {
    extract,
    delivery: extensionDelivery,
    messages: extensionMessages,
    store: extensionStore,
    capture: { closedShadowRoot },
  });
  const { id, onMessage } = chrome.runtime;
  onMessage.addListener((message: unknown, sender, reply: (answer: ToggleReply) => void) => {
    if (sender.id !== id || !isToggleMessage(message)) return false;
    toggle.press().then(
      () => reply({ done: true }),
      () => reply({ done: false }),
    );
    return true;
  });
  return { toggle, isAlive: () => chrome.runtime?.id === id };
}

async function extract({ html, url }: Source): Promise<Article> {
  // Shown by the browser in a page of its own making.
  if (/^(?:image|audio|video)\/|\/pdf$/.test(document.contentType)) throw new ClearstoryError("not-a-page");
  if (html.length > longestPage) throw new ClearstoryError("too-large");
  const message: ExtractMessage = { type: "extract", html, url };
  return (await askFor(message, isExtractReply)).article;
}

/** Each browser has its own way into closed shadow roots. */
function closedShadowRoot(host: HTMLElement): ShadowRoot | null {
  const inFirefox = (host as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot;
  return inFirefox ?? globalThis.chrome?.dom?.openOrClosedShadowRoot(host) ?? null;
}

// Injected again by every press of the button; the first one stays.
if (!world.clearstoryReader?.isAlive()) {
  world.clearstoryReader?.toggle.close();
  world.clearstoryReader = start();
}
