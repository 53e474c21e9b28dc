// Let a reader point at a part of the live page, by mouse, finger or keys. The page sees none of it.
import { covers } from "../../shim/covers";
import { plain } from "../../shim/plain";
import type { ViewContext } from "../context";
import { button, make } from "../elements";
import { keyOf } from "../page-place";
import { styleSheets } from "../style-sheets";
import { parentOf } from "./describe";

/** The element that the reader takes, or undefined for none. `hint` says what it is for. */
export async function pick(context: ViewContext, hint: string): Promise<Element | undefined> {
  const { messages, signal } = context;
  const frame = await context.lookThrough();
  if (!frame) return undefined;
  const { document, window } = frame;
  document.documentElement.className = "picker";
  document.documentElement.lang = messages.language;
  document.documentElement.dir = messages.direction;
  document.adoptedStyleSheets = styleSheets(window);
  const taker = new Taker(context, document, hint);
  signal.addEventListener("abort", () => taker.end(undefined));
  try {
    taker.listen(window);
    frame.reveal();
    taker.begin();
    return await taker.taken;
  } finally {
    taker.scrolls.putBack();
    frame.discard();
  }
}

class Taker {
  readonly scrolls = new Scrolls();
  /** What the reader takes in the end. */
  readonly taken: Promise<Element | undefined>;
  end: (taken: Element | undefined) => void = () => {};
  readonly #page: Document;
  readonly #outline: HTMLElement;
  readonly #name: HTMLElement;
  readonly #bar: HTMLElement;
  #current: Element | undefined;
  /** Where the arrow key inwards leads back to. */
  #inner: Element[] = [];

  constructor({ page, messages }: ViewContext, document: Document, hint: string) {
    this.#page = page;
    this.taken = new Promise((resolve) => {
      this.end = resolve;
    });
    this.#outline = make(document, "div", "outlined");
    this.#bar = make(document, "div", "picking");
    this.#bar.setAttribute("role", "region");
    this.#bar.setAttribute("aria-label", hint);
    this.#bar.tabIndex = -1;
    this.#name = make(document, "p", "picked");
    this.#name.setAttribute("role", "status");
    this.#name.dir = "auto";
    const take = button(document, "plain", messages.text("pickTake"), () => this.end(this.#current));
    const back = button(document, "plain", messages.text("pickBack"), () => this.end(undefined));
    this.#bar.append(make(document, "p", "", hint), this.#name, take, back);
    document.body.append(this.#outline, this.#bar);
  }

  /** Start from what is in the middle of the screen. */
  begin(): void {
    const { innerWidth, innerHeight } = this.#page.defaultView!;
    this.#show(this.#at(innerWidth / 2, innerHeight / 2));
    this.#bar.focus({ preventScroll: true });
  }

  listen(window: Window): void {
    const { document } = window;
    window.addEventListener("pointermove", ({ target, clientX, clientY }) => {
      if (!this.#bar.contains(target as Node)) this.#show(this.#at(clientX, clientY));
    });
    window.addEventListener("click", ({ target, clientX, clientY }) => {
      if (this.#bar.contains(target as Node)) return;
      const element = this.#at(clientX, clientY);
      if (element) this.end(element);
    });
    window.addEventListener("wheel", (event) => this.#scroll(event), { passive: true });
    window.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const act = this.#actions[event.key];
      if (!act || (event.key === "Enter" && document.activeElement?.localName === "button")) return;
      event.preventDefault();
      act();
    });
  }

  readonly #actions: Readonly<Record<string, () => void>> = {
    Escape: () => this.end(undefined),
    Enter: () => this.end(this.#current),
    ArrowUp: () => this.#outwards(),
    ArrowDown: () => this.#inwards(),
    ArrowLeft: () => this.#sideways("previousElementSibling"),
    ArrowRight: () => this.#sideways("nextElementSibling"),
    PageUp: () => this.#turn(-1),
    PageDown: () => this.#turn(1),
  };

  #outwards(): void {
    const outer = this.#current && parentOf(this.#current);
    if (!outer || !isPart(outer)) return;
    this.#inner.push(this.#current!);
    this.#show(outer, true);
  }

  #inwards(): void {
    const inner = this.#inner.pop() ?? partsIn(this.#current)[0];
    if (inner) this.#show(inner, true);
  }

  #sideways(to: "previousElementSibling" | "nextElementSibling"): void {
    let next = this.#current && plain(this.#current)[to];
    while (next && !isPart(next)) next = plain(next)[to];
    if (!next) return;
    this.#inner = [];
    this.#show(next, true);
  }

  #show(element: Element | undefined, byKey = false): void {
    if (!byKey && element !== this.#current) this.#inner = [];
    this.#current = element;
    if (byKey && element) {
      this.scrolls.note(element, this.#page.defaultView!);
      plain(element).scrollIntoView({ block: "nearest", behavior: "instant" });
    }
    const { top, left, width, height } = (element && plain(element).getBoundingClientRect()) ?? new DOMRect();
    Object.assign(this.#outline.style, {
      top: `${top}px`,
      left: `${left}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    this.#outline.hidden = !element;
    this.#name.textContent = element ? keyOf(element) || plain(element).localName : "";
  }

  /** The part of the page at a point, also in open shadow roots; the cover itself lies over it. */
  #at(x: number, y: number): Element | undefined {
    let found = this.#page.elementsFromPoint(x, y).find((element) => !covers.has(element));
    for (let root = found && plain(found).shadowRoot; root; root = plain(found).shadowRoot) {
      const isInside = (element: Element) => plain(element).getRootNode() === root;
      const inner: Element | undefined = root.elementsFromPoint(x, y).find(isInside);
      if (!inner) break;
      found = inner;
    }
    return found && isPart(found) ? found : undefined;
  }

  #scroll({ deltaX, deltaY, clientX, clientY }: WheelEvent): void {
    const window = this.#page.defaultView!;
    const under = this.#at(clientX, clientY) ?? null;
    this.scrolls.note(under ?? this.#page.documentElement, window);
    let box = under;
    while (box && !canScroll(box, deltaY)) box = parentOf(box);
    (box ? plain(box) : window).scrollBy({ left: deltaX, top: deltaY, behavior: "instant" });
    this.#show(this.#at(clientX, clientY));
  }

  /** Go on by nearly a window. */
  #turn(direction: 1 | -1): void {
    const window = this.#page.defaultView!;
    this.scrolls.note(this.#page.documentElement, window);
    window.scrollBy({ top: direction * 0.8 * window.innerHeight, behavior: "instant" });
    this.begin();
  }
}

/** What can be taken: a part of the page that is seen, but not all of it. */
function isPart(element: Element): boolean {
  const read = plain(element);
  const { body, documentElement } = plain(read.ownerDocument);
  return element !== body && element !== documentElement && !covers.has(element) && read.getClientRects().length > 0;
}

function partsIn(element: Element | undefined): Element[] {
  if (!element) return [];
  const { shadowRoot, children } = plain(element);
  return [...(shadowRoot?.children ?? children)].filter(isPart);
}

function canScroll(box: Element, by: number): boolean {
  const { scrollTop, scrollHeight, clientHeight, ownerDocument } = plain(box);
  const { documentElement, defaultView } = plain(ownerDocument);
  if (scrollHeight <= clientHeight || box === documentElement) return false;
  const { overflowY } = defaultView!.getComputedStyle(box);
  const rest = by < 0 ? scrollTop : scrollHeight - clientHeight - scrollTop;
  return /auto|scroll/.test(overflowY) && rest > 1;
}

/** Remembers where things stood that are scrolled while somebody looks around. */
class Scrolls {
  readonly #boxes = new Map<Element | Window, readonly [left: number, top: number]>();

  /** To be called before anything is scrolled for an element's sake. */
  note(element: Element, window: Window): void {
    if (!this.#boxes.has(window)) this.#boxes.set(window, [window.scrollX, window.scrollY]);
    for (let box: Element | null = element; box && !this.#boxes.has(box); box = parentOf(box)) {
      const { scrollLeft, scrollTop } = plain(box);
      this.#boxes.set(box, [scrollLeft, scrollTop]);
    }
  }

  putBack(): void {
    for (const [box, [left, top]] of this.#boxes) {
      (box instanceof Element ? plain(box) : box).scrollTo({ left, top, behavior: "instant" });
    }
  }
}
