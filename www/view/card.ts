// Show a small card beside a place in the story, over it, until Escape, a click elsewhere or a press of its own buttons.
import { make } from "./elements";

export interface Card {
  readonly element: HTMLElement;
  close(): void;
}

interface CardOptions {
  readonly className: string;
  readonly name: string;
  /** What it stands beside, wherever that is on the screen now. */
  place(): DOMRect;
  onClose(): void;
  /** Whether the keyboard goes into it at once. */
  readonly takesFocus: boolean;
}

/** The room around a card, in pixels. */
const room = 8;

export function openCard(document: Document, content: readonly Node[], options: CardOptions): Card {
  const element = make(document, "div", `card ${options.className}`);
  element.popover = options.takesFocus ? "auto" : "manual";
  element.tabIndex = -1;
  element.setAttribute("role", "dialog");
  element.setAttribute("aria-label", options.name);
  element.append(...content);
  document.body.append(element);
  element.showPopover();

  const move = () => placeBeside(element, options.place());
  const ended = new AbortController();
  document.addEventListener("scroll", move, { passive: true, signal: ended.signal });
  document.defaultView!.addEventListener("resize", move, { signal: ended.signal });
  element.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    ended.abort();
    element.remove();
    options.onClose();
  });
  move();
  if (options.takesFocus) element.focus({ preventScroll: true });
  return { element, close: () => element.isConnected && element.hidePopover() };
}

/** Below the place, or above it where there is more room. */
function placeBeside(element: HTMLElement, place: DOMRect): void {
  const { innerWidth, innerHeight } = element.ownerDocument.defaultView!;
  const { offsetWidth: width, offsetHeight: height } = element;
  const isBelow = place.bottom + room + height <= innerHeight || place.top < innerHeight - place.bottom;
  const top = isBelow ? place.bottom + room : place.top - room - height;
  const left = (place.left + place.right - width) / 2;
  element.style.top = `${within(top, innerHeight - height)}px`;
  element.style.left = `${within(left, innerWidth - width)}px`;
}

function within(position: number, most: number): number {
  return Math.max(room, Math.min(position, most - room));
}
