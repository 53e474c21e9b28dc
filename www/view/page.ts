// Hold the page still while the view covers it, and give it back exactly as it was.
import { plain } from "../shim/plain";

/** Record the page, a plain one, stop its scrolling and its playing media. The result undoes it all, and only that. */
export function holdPage(document: Document): () => void {
  const undo = [restoreSelection(document), restoreFocus(document), restoreScroll(document)];
  undo.push(lockScrolling(document), pauseMedia(document));
  return () => {
    // The lock goes first: scroll positions can be set only on what can scroll.
    for (const step of undo.reverse()) step();
  };
}

/** Lock by an adopted sheet: it leaves no attribute in the page and goes without a trace. */
function lockScrolling(document: Document): () => void {
  const window = document.defaultView!;
  // A border in place of the scrollbar keeps the page's text as wide as it was: nothing in it is laid out anew.
  // (`scrollbar-gutter` would keep the room too, but no cover can reach into it.)
  const scrollbar = window.innerWidth - document.documentElement.clientWidth;
  const border = scrollbar > 0 ? `border-inline-end: ${scrollbar}px solid transparent !important;` : "";
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(`:root { overflow: hidden !important; ${border} }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((other) => other !== sheet);
  };
}

/** Where the page stood is where its text stood: what the page has put in above meanwhile has moved it along. */
function restoreScroll(document: Document): () => void {
  const window = document.defaultView!;
  const { scrollX: left } = window;
  let top = window.scrollY;
  const anchor = top > 0 ? anchorOf(document) : undefined;
  const before = anchor && topOf(anchor);
  return () => {
    if (anchor && plain(anchor).isConnected) top = window.scrollY + topOf(anchor) - before!;
    if (window.scrollX !== left || Math.round(window.scrollY) !== Math.round(top))
      window.scrollTo({ left, top, behavior: "instant" });
  };
}

/** What stands in the middle of the window and moves with the page. */
function anchorOf(document: Document): Element | undefined {
  const { defaultView } = document;
  const { innerWidth, innerHeight } = defaultView!;
  return document
    .elementsFromPoint(innerWidth / 2, innerHeight / 2)
    .find((element) => !isPinned(element, defaultView!));
}

const topOf = (element: Element) => plain(element).getBoundingClientRect().top;

function isPinned(element: Element, window: Window): boolean {
  for (let box: Element | null = element; box; box = plain(box).parentElement) {
    const { position } = window.getComputedStyle(box);
    if (position === "fixed" || position === "sticky") return true;
  }
  return false;
}

function restoreFocus(document: Document): () => void {
  const focused = deepestFocus(document);
  return () => {
    if (deepestFocus(document) === focused) return;
    const { activeElement, body } = document;
    if (focused && focused !== body && plain(focused).isConnected)
      plain(focused as HTMLElement).focus({ preventScroll: true });
    else if (activeElement) plain(activeElement as HTMLElement).blur();
  };
}

/** The element with the focus, also inside shadow trees. */
function deepestFocus(document: Document): Element | null {
  let element = document.activeElement;
  for (let inner = element; inner; inner = plain(inner).shadowRoot?.activeElement ?? null) element = inner;
  return element;
}

function restoreSelection(document: Document): () => void {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0) return () => {};
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  return () => {
    const isSame =
      selection.anchorNode === anchorNode &&
      selection.anchorOffset === anchorOffset &&
      selection.focusNode === focusNode &&
      selection.focusOffset === focusOffset;
    if (isSame || !anchorNode?.isConnected || !focusNode?.isConnected) return;
    try {
      selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
    } catch {
      // The page has changed the selected text meanwhile; what it selected now is its own.
    }
  };
}

function pauseMedia(document: Document): () => void {
  const playing = mediaOf(document).filter((media) => !media.paused && !media.ended);
  for (const media of playing) media.pause();
  return () => {
    for (const media of playing) {
      // What the page itself has started or removed meanwhile is no business of ours.
      if (media.isConnected && media.paused) media.play().catch(() => {});
    }
  };
}

/** All players of the page, also those inside open shadow roots. */
function mediaOf(root: Document | ShadowRoot): HTMLMediaElement[] {
  const found: HTMLMediaElement[] = [];
  const roots: (Document | ShadowRoot)[] = [root];
  for (let next = roots.pop(); next; next = roots.pop()) {
    for (const element of next.querySelectorAll("*")) {
      const { localName, shadowRoot } = plain(element);
      if (localName === "video" || localName === "audio") found.push(element as HTMLMediaElement);
      if (shadowRoot) roots.push(shadowRoot);
    }
  }
  return found;
}
