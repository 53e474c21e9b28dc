// Cover the page with empty documents of our own: about:blank frames in a modal dialog, hidden from the page's scripts.

import { ClearstoryError } from "../shim/error";
import { keepInFront } from "./foreground";
import { hiddenPlace } from "./hidden-place";
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

/** Cover `page`, a plain one; the cover is called `name`, and `onClose` is called once, however it ends. */
export function openCover(page: Document, name: string, onClose: () => void): Cover {
  const release = holdPage(page);
  const { host, root } = hiddenPlace(page);
  const dialog = root.appendChild(page.createElement("dialog"));
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
    fadeOut(page, host, dialog);
  };
  // A page that rewrites its root takes the host with it: the lock must not outlive it.
  const removal = new MutationObserver(() => {
    if (!host.isConnected) close();
  });

  /** Also where the page has only just removed it, which the observer is told later. */
  const hasEnded = () => {
    if (!host.isConnected) close();
    return ended.signal.aborted;
  };

  dialog.setAttribute("aria-label", name);
  // Escape while the dialog itself has the focus, and Android's way back.
  dialog.addEventListener("close", () => {
    // Raised in front of another dialog, it is open again by now.
    if (!dialog.open) close();
  });

  const putIn = () => {
    page.documentElement.append(host);
    removal.observe(page.getRootNode(), { childList: true });
    removal.observe(page.documentElement, { childList: true });
  };

  /** A frame that has been loaded, unseen. */
  const load = async (): Promise<HTMLIFrameElement | undefined> => {
    const frame = page.createElement("iframe");
    frame.style.visibility = host.isConnected ? "hidden" : "visible";
    frame.setAttribute("title", name);
    const loaded = nextLoad(frame, ended.signal);
    dialog.append(frame);
    if (!host.isConnected) putIn();
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
    frame.style.visibility = "visible";
    // To make a large page inert takes longer than to paint a story, and so comes behind it; but nothing else is in front of
    // what the page has put into the top layer.
    if (!dialog.open && page.querySelector(":modal, :popover-open, :fullscreen")) dialog.showModal();
    frame.contentWindow!.focus();
    const before = shown;
    shown = frame;
    if (before !== frame) before?.remove();
    fade(page, dialog, "1");
    await painted(page);
    if (hasEnded() || shown !== frame) return;
    if (!dialog.open) {
      dialog.showModal();
      frame.contentWindow!.focus();
      layOutAgain(frame.contentWindow!);
    }
    stopKeeping();
    stopKeeping = keepInFront(host, dialog, frame);
  };

  /** In front of what the page can put there without a top layer, and without making the page inert. */
  const uncover = (frame: HTMLIFrameElement) => {
    stopKeeping();
    if (shown) shown.style.visibility = "hidden";
    dialog.close();
    dialog.show();
    dialog.className = "clear";
    frame.style.visibility = "visible";
    frame.contentWindow!.focus();
  };
  const coverAgain = () => {
    dialog.close();
    dialog.showModal();
    dialog.className = "";
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
      frame.style.colorScheme = "light";
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

/**
 * Chromium 156 scrolls a frame back to its beginning as it is laid out for the first time after its dialog has become modal:
 * so that is done here, or the first turn of a reader's wheel would be lost.
 */
function layOutAgain(window: Window): void {
  const { scrollX: left, scrollY: top } = window;
  const { body } = window.document;
  body.style.paddingBlockEnd = "1px";
  // Asked for, so that it is laid out.
  body.offsetHeight;
  body.removeAttribute("style");
  if (window.scrollY !== top) window.scrollTo({ left, top, behavior: "instant" });
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
function fade(page: Document, dialog: HTMLDialogElement, opacity: "0" | "1"): void {
  const window = page.defaultView!;
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  // Asked for, so that the change has something to begin from.
  window.getComputedStyle(dialog).opacity;
  dialog.style.transition = isStill ? "none" : `opacity ${fadeTime}ms ease-out`;
  dialog.style.opacity = opacity;
}

/** The page has everything back already; what fades away over it is a picture. */
function fadeOut(page: Document, host: HTMLElement, dialog: HTMLDialogElement): void {
  const window = page.defaultView;
  if (!host.isConnected || !window || window.getComputedStyle(dialog).opacity === "0") {
    host.remove();
    return;
  }
  dialog.inert = true;
  dialog.className = "leaving";
  fade(page, dialog, "0");
  const isStill = window.getComputedStyle(dialog).opacity === "0";
  if (isStill) host.remove();
  else setTimeout(() => removeStill(window, host, dialog), fadeTime);
}

/** Firefox 153 keeps for good what is taken away while it fades, and with it all that listens to it. */
function removeStill(window: Window, host: HTMLElement, dialog: HTMLDialogElement): void {
  dialog.style.transition = "none";
  // Asked for, so that the fading has ended by now.
  window.getComputedStyle(dialog).opacity;
  host.remove();
}
