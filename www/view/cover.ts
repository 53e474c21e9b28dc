// Cover the page with empty documents of our own: about:blank frames in a modal dialog under the root element.

import { covers } from "../shim/covers";
import { ClearstoryError } from "../shim/error";
import { keepInFront } from "./foreground";
import { holdPage } from "./page";
import { painted } from "./painted";

export interface Cover {
  readonly isOpen: boolean;
  /** Load an empty frame behind what is shown. Nothing comes of it where the cover is taken off meanwhile. */
  frame(): Promise<Frame | undefined>;
  /** Let the page be looked at through a frame that takes every click and key, so that the page gets none. */
  lookThrough(): Promise<Frame | undefined>;
  /** Take the cover off. The page is then as it was. */
  close(): void;
}

export interface Frame {
  /** Empty and unstyled. */
  readonly document: Document;
  readonly window: Window & typeof globalThis;
  /** Let it be seen, in place of the frame before. Ends when it is painted, and the page behind it is out of reach. */
  reveal(): Promise<void>;
  /** Take it away: the frame before is seen again, or still. */
  discard(): void;
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
  "z-index": "2147483647",
};
const frameStyle: Record<string, string> = {
  all: "initial",
  display: "block",
  position: "absolute",
  inset: "0",
  width: "100%",
  height: "100%",
  border: "0",
  "color-scheme": "light dark",
};

/** Cover `page`; the cover is called `name`, and `onClose` is called once, however it ends. */
export function openCover(page: Document, name: string, onClose: () => void): Cover {
  const release = holdPage(page);
  const dialog = page.createElement("dialog");
  covers.add(dialog);
  const ended = new AbortController();
  let shown: HTMLIFrameElement | undefined;
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
  dialog.setAttribute("aria-label", name);
  // Escape while the dialog itself has the focus, and Android's way back.
  dialog.addEventListener("close", () => {
    // Raised in front of another dialog, it is open again by now.
    if (!dialog.open) close();
  });

  const putIn = () => {
    page.documentElement.append(dialog);
    removal.observe(page, { childList: true });
    removal.observe(page.documentElement, { childList: true });
  };

  /** A frame that has been loaded, unseen. */
  const load = async (): Promise<HTMLIFrameElement | undefined> => {
    const frame = page.createElement("iframe");
    setStyle(frame, { ...frameStyle, visibility: dialog.isConnected ? "hidden" : "visible" });
    frame.setAttribute("title", name);
    const loaded = nextLoad(frame, ended.signal);
    dialog.append(frame);
    if (!dialog.isConnected) putIn();
    // Chromium loads the frame as it is put in, and the page may listen.
    if (hasEnded()) return undefined;
    await loaded;
    if (hasEnded()) return undefined;
    // In a sandboxed page a frame is of another site than the page itself.
    if (!frame.contentDocument) throw new ClearstoryError("blocked");
    await takeAddress(frame, ended.signal);
    if (hasEnded()) return undefined;
    // Any further load means that something has led the frame away from the story.
    frame.addEventListener("load", close);
    return frame;
  };

  const show = async (frame: HTMLIFrameElement) => {
    stopKeeping();
    setStyle(frame, { visibility: "visible" });
    // To make a large page inert takes longer than to paint a story, and so comes behind it; but nothing else is in front of
    // what the page has put into the top layer.
    if (!dialog.open && page.querySelector(":modal, :popover-open, :fullscreen")) dialog.showModal();
    frame.contentWindow!.focus();
    const before = shown;
    shown = frame;
    if (before !== frame) before?.remove();
    fade(dialog, "1");
    await painted(page);
    if (hasEnded() || shown !== frame) return;
    if (!dialog.open) {
      dialog.showModal();
      frame.contentWindow!.focus();
    }
    stopKeeping();
    stopKeeping = keepInFront(dialog, frame);
  };

  /** In front of what the page can put there without a top layer, and without making the page inert. */
  const uncover = (frame: HTMLIFrameElement) => {
    stopKeeping();
    if (shown) setStyle(shown, { visibility: "hidden" });
    dialog.close();
    dialog.show();
    setStyle(dialog, { background: "transparent", "z-index": "2147483647" });
    setStyle(frame, { visibility: "visible" });
    frame.contentWindow!.focus();
  };
  const coverAgain = () => {
    dialog.close();
    dialog.showModal();
    setStyle(dialog, { background: "Canvas" });
    if (shown) void show(shown);
  };

  /** Where something fails before anything is shown, the page is as it was. */
  const orClose = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      if (!shown) close();
      throw error;
    }
  };

  return {
    get isOpen() {
      return !ended.signal.aborted;
    },
    frame: () =>
      orClose(async () => {
        const frame = await load();
        return (
          frame &&
          handle(
            frame,
            () => show(frame),
            () => frame.remove(),
          )
        );
      }),
    async lookThrough() {
      const frame = await load();
      if (!frame) return undefined;
      // A frame is transparent only where its colours are of the same scheme as the element that holds it.
      setStyle(frame, { "color-scheme": "light" });
      frame.contentDocument!.documentElement.style.colorScheme = "light";
      return handle(
        frame,
        async () => uncover(frame),
        () => {
          frame.remove();
          if (!ended.signal.aborted) coverAgain();
        },
      );
    },
    close,
  };
}

function handle(frame: HTMLIFrameElement, reveal: () => Promise<void>, discard: () => void): Frame {
  return {
    document: frame.contentDocument!,
    window: frame.contentWindow as Window & typeof globalThis,
    reveal,
    discard,
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
