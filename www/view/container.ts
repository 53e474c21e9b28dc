// Cover the page with an empty document of our own: an about:blank frame in a modal dialog under the root element.

import { covers } from "../shim/covers";
import { ClearstoryError } from "../shim/error";
import { keepInFront } from "./foreground";
import { holdPage } from "./page";

export interface Container {
  /** The frame's document, empty and unstyled. */
  readonly document: Document;
  readonly window: Window & typeof globalThis;
  /** Let the cover be seen. */
  reveal(): void;
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
  opacity: "0",
};
const frameStyle: Record<string, string> = {
  all: "initial",
  display: "block",
  width: "100%",
  height: "100%",
  border: "0",
  "color-scheme": "light dark",
};

/** Open the cover, called `name`; `onClose` is called once, however it ends. Nothing comes of it where it ends before it is ready. */
export async function openContainer(page: Document, name: string, onClose: () => void): Promise<Container | undefined> {
  const release = holdPage(page);
  const dialog = page.createElement("dialog");
  covers.add(dialog);
  const frame = page.createElement("iframe");
  const ended = new AbortController();
  let stopKeeping = () => {};

  const close = () => {
    if (ended.signal.aborted) return;
    ended.abort();
    removal.disconnect();
    stopKeeping();
    if (dialog.open) dialog.close();
    release();
    onClose();
    fadeOut(dialog);
  };
  // A page that rewrites its root takes the dialog with it: the lock must not outlive it.
  const removal = new MutationObserver(() => {
    if (!dialog.isConnected) close();
  });

  /** Also where the page has only just removed it, which the observer is told later. */
  const hasEnded = () => {
    if (!dialog.isConnected) close();
    return ended.signal.aborted;
  };

  setStyle(dialog, dialogStyle);
  setStyle(frame, frameStyle);
  dialog.setAttribute("aria-label", name);
  frame.setAttribute("title", name);
  // Escape while the dialog itself has the focus, and Android's way back.
  dialog.addEventListener("close", () => {
    // Raised in front of another dialog, it is open again by now.
    if (!dialog.open) close();
  });
  dialog.append(frame);

  try {
    const loaded = nextLoad(frame, ended.signal);
    page.documentElement.append(dialog);
    removal.observe(page, { childList: true });
    removal.observe(page.documentElement, { childList: true });
    // Chromium loads the frame as it is put in, and the page may listen.
    if (hasEnded()) return undefined;
    dialog.showModal();
    await loaded;
    if (hasEnded()) return undefined;
    // In a sandboxed page a frame is of another site than the page itself.
    if (!frame.contentDocument) throw new ClearstoryError("blocked");
    await takeAddress(frame, ended.signal);
    if (hasEnded()) return undefined;
    // Any further load means that something has led the frame away from the story.
    frame.addEventListener("load", close);
    stopKeeping = keepInFront(dialog, frame);
  } catch (error) {
    close();
    throw error;
  }
  return {
    document: frame.contentDocument!,
    window: frame.contentWindow as Window & typeof globalThis,
    reveal: () => fade(dialog, "1"),
    close,
  };
}

/**
 * Give the empty document the page's address, so that its pictures are asked for with the referrer that the page's policy
 * allows; many servers refuse them without. Opening and closing writes nothing, so nothing is parsed.
 */
async function takeAddress(frame: HTMLIFrameElement, ended: AbortSignal): Promise<void> {
  const loaded = nextLoad(frame, ended);
  try {
    frame.contentDocument!.open();
  } catch {
    // Firefox 153 does not let an extension's script do it; the pictures then go without a referrer.
    return;
  }
  frame.contentDocument!.close();
  await loaded;
}

/** Wait for a load, but not for one that cannot come any more. */
function nextLoad(frame: HTMLIFrameElement, ended: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    frame.addEventListener("load", resolve, { once: true, signal: ended });
    ended.addEventListener("abort", resolve, { once: true });
  });
}

/** Milliseconds from page to view and back. */
const fadeTime = 120;

/** Change the cover's opacity: at once where the reader wants no motion. */
function fade(dialog: HTMLDialogElement, opacity: "0" | "1"): void {
  const window = dialog.ownerDocument.defaultView!;
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  // Asked for, so that the change has something to begin from.
  window.getComputedStyle(dialog).opacity;
  setStyle(dialog, { opacity, transition: isStill ? "none" : `opacity ${fadeTime}ms ease-out` });
}

/** The page has everything back already; what fades away over it is a picture. */
function fadeOut(dialog: HTMLDialogElement): void {
  const window = dialog.ownerDocument.defaultView;
  if (!dialog.isConnected || !window || window.getComputedStyle(dialog).opacity === "0") {
    dialog.remove();
    return;
  }
  dialog.inert = true;
  setStyle(dialog, { "pointer-events": "none", "z-index": "2147483647" });
  fade(dialog, "0");
  const isStill = window.getComputedStyle(dialog).opacity === "0";
  if (isStill) dialog.remove();
  else setTimeout(() => dialog.remove(), fadeTime);
}

function setStyle(element: HTMLElement, style: Record<string, string>): void {
  for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value, "important");
}
