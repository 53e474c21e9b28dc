// Dim all but a few lines, around the pointer, the keys' place or the word that is read aloud.
import { spokenRange } from "../aloud/marks";
import type { Feature, ViewContext } from "../context";
import { radios } from "../controls";
import { make } from "../elements";
import { isControl } from "../focus";
import { type Band, lineAt } from "./lines";

export const lineFocus: Feature = (context) => {
  const { messages, panel, settings } = context;
  panel.add(
    radios(context, "lineFocus", messages.text("lineFocus"), (lines) =>
      lines === "off" ? messages.text("lineFocusOff") : messages.number(Number(lines)),
    ),
  );
  let focus: Focus | undefined;
  settings.watch(({ lineFocus }) => {
    if (lineFocus === "off") {
      focus?.end();
      focus = undefined;
    } else {
      focus ??= new Focus(context);
      focus.show();
    }
  });
};

/** The part of the window where the focus is at first. */
const start = 0.4;

class Focus {
  readonly #context: ViewContext;
  readonly #above: HTMLElement;
  readonly #below: HTMLElement;
  readonly #ended = new AbortController();
  /** The height of the window that it is at. */
  #y: number;
  #line: Band;

  constructor(context: ViewContext) {
    const { document, window } = context;
    this.#context = context;
    this.#above = make(document, "div", "shade above");
    this.#below = make(document, "div", "shade below");
    this.#y = window.innerHeight * start;
    this.#line = { top: this.#y, bottom: this.#y };
    document.body.append(this.#above, this.#below);
    this.#listen();
  }

  show(): void {
    const { settings, story } = this.#context;
    const around = (Number(settings.current.lineFocus) - 1) / 2;
    this.#line = lineAt(story.closest("article")!, this.#y);
    const { top, bottom, isPicture } = this.#line;
    // A picture is seen whole, and nothing beside it.
    const more = isPicture ? 0 : around * (bottom - top);
    this.#above.style.height = `${Math.max(0, top - more)}px`;
    this.#below.style.top = `${bottom + more}px`;
  }

  end(): void {
    this.#ended.abort();
    this.#above.remove();
    this.#below.remove();
  }

  #listen(): void {
    const { document, window, story } = this.#context;
    const { signal } = this.#ended;
    const passive = { passive: true, signal };
    document.addEventListener("pointermove", ({ clientY }) => this.#moveTo(clientY), passive);
    document.addEventListener("scroll", () => this.show(), passive);
    window.addEventListener("resize", () => this.show(), passive);
    story.addEventListener("clearstory-spoken", () => this.#followVoice(), { signal });
    document.addEventListener("keydown", (event) => this.#press(event), { signal });
  }

  #moveTo(y: number): void {
    this.#y = y;
    this.show();
  }

  #followVoice(): void {
    const range = spokenRange(this.#context.window);
    if (!range) return;
    const { top, bottom } = range.getBoundingClientRect();
    this.#moveTo((top + bottom) / 2);
  }

  #press(event: KeyboardEvent): void {
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || isControl(event.target)) return;
    event.preventDefault();
    this.#step(way);
  }

  /** Move the text under the focus by lines; where it cannot be moved any more, the focus moves. */
  #step(lines: number): void {
    const { window } = this.#context;
    const { top, bottom } = this.#line;
    const way = lines * (bottom - top);
    const from = window.scrollY;
    window.scrollBy({ top: way, behavior: "instant" });
    this.#moveTo((top + bottom) / 2 + way - (window.scrollY - from));
  }
}
