// Cover the page with an empty document of our own: an about:blank frame in a modal dialog under the root element.
import { labels } from "../shim/messages";
import { holdPage } from "./page";

export interface Container {
  /** The frame's document, empty and unstyled. */
  readonly document: Document;
  readonly window: Window & typeof globalThis;
  /** Take the cover off. The page is then as it was. */
  close(): void;
}

/** Inline and important, so that no rule of the page reaches our two elements. */
const dialogStyle: Record<string, string> = {
  all: "initial",
  display: "block",
  position: "fixed",
  inset: "0",
  width: "100%",
  height: "100%",
  "max-width": "none",
  "max-height": "none",
  margin: "0",
  padding: "0",
  border: "0",
  overflow: "hidden",
  "color-scheme": "light dark",
  background: "Canvas",
};
const frameStyle: Record<string, string> = {
  all: "initial",
  display: "block",
  width: "100%",
  height: "100%",
  border: "0",
  "color-scheme": "light dark",
};

/** Open the cover; `onClose` is called once, however it ends. */
export async function openContainer(page: Document, onClose: () => void): Promise<Container> {
  const release = holdPage(page);
  const dialog = page.createElement("dialog");
  const frame = page.createElement("iframe");
  let isOpen = true;

  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    removal.disconnect();
    if (dialog.open) dialog.close();
    dialog.remove();
    release();
    onClose();
  };
  // A page that rewrites its root takes the dialog with it: the lock must not outlive it.
  const removal = new MutationObserver(() => {
    if (!dialog.isConnected) close();
  });

  setStyle(dialog, dialogStyle);
  setStyle(frame, frameStyle);
  dialog.setAttribute("aria-label", labels.view);
  frame.setAttribute("title", labels.view);
  // Escape while the dialog itself has the focus, and Android's way back.
  dialog.addEventListener("close", close);
  dialog.append(frame);

  try {
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    page.documentElement.append(dialog);
    removal.observe(page, { childList: true });
    removal.observe(page.documentElement, { childList: true });
    dialog.showModal();
    await loaded;
    // Any further load means that something has led the frame away from the story.
    frame.addEventListener("load", close);
  } catch (error) {
    close();
    throw error;
  }
  return {
    document: frame.contentDocument!,
    window: frame.contentWindow as Window & typeof globalThis,
    close,
  };
}

function setStyle(element: HTMLElement, style: Record<string, string>): void {
  for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value, "important");
}
