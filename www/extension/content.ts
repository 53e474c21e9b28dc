// Be the reader in a tab: copy the page, have it extracted in the background, show it, take it away again.
import type { Article, Source } from "../shim/article";
import { type ExtractMessage, isArticleReply } from "../shim/engine-messages";
import { count, isReadable } from "../shim/readable";
import { isRecord } from "../shim/record";
import { createToggle, type Toggle } from "../shim/toggle";
import { ask, askFor } from "./ask";
import { extensionDelivery, requirePage } from "./delivery";
import { extensionMessages } from "./languages";
import { isToggleMessage, type StateMessage, type ToggleReply } from "./messages";
import { extensionStore } from "./store";
import { reader, world } from "./world";

/** What an earlier injection has left in this tab. */
export interface Injected {
  toggle: Toggle;
  /** Open the view if the page looks as if it had a story. */
  openByItself(): void;
  /** False once the extension was updated or removed: that injection cannot reach it any more. */
  isAlive(): boolean;
}

function start(): Injected {
  const toggle = createToggle(document, {
    extract,
    delivery: extensionDelivery,
    messages: extensionMessages,
    store: extensionStore,
    capture: { closedShadowRoot },
    onOpen: () => tellState("open"),
    onClose: () => tellState("readable"),
  });
  const { id, onMessage } = chrome.runtime;
  onMessage.addListener((message: unknown, sender, reply: (answer: ToggleReply) => void) => {
    if (sender.id !== id || !isToggleMessage(message)) return false;
    toggle.press(message.what).then(
      () => reply({ done: true }),
      () => reply({ done: false }),
    );
    return true;
  });
  return {
    toggle,
    openByItself() {
      if (!isReadable(count(document))) return;
      tellState("readable");
      // Where there is a story after all, or none, the button says more.
      toggle.press("open").catch(() => {});
    },
    isAlive: () => chrome.runtime?.id === id,
  };
}

/** Have the button show it. */
function tellState(state: StateMessage["state"]): void {
  const message: StateMessage = { type: "state", state };
  // A background that hangs shows nothing; the view opens or closes all the same.
  ask(message, isRecord).catch(() => {});
}

async function extract({ html, url }: Source): Promise<Article> {
  requirePage(html);
  const message: ExtractMessage = { type: "extract", html, url };
  return (await askFor(message, isArticleReply)).article;
}

/** Each browser has its own way into closed shadow roots. */
function closedShadowRoot(host: HTMLElement): ShadowRoot | null {
  const inFirefox = (host as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot;
  return inFirefox ?? globalThis.chrome?.dom?.openOrClosedShadowRoot(host) ?? null;
}

// Injected again by every press of the button; the first one stays.
if (!world[reader]?.isAlive()) {
  world[reader]?.toggle.close();
  world[reader] = start();
}
