// Be the `<clearstory-toggle>` element: a button that turns the clear view of its page on and off.
import { read } from "../_locales/en/messages.json";
import { ClearstoryError } from "../shim/error";
import { plain } from "../shim/plain";
import type { Toggle } from "../shim/toggle";
import css from "./toggle-element.css";

// Outside a browser the module can still be imported, for its functions.
const Base = (globalThis.HTMLElement ?? Object) as typeof HTMLElement;

/**
 * Its content is the label ("Read" if empty); `::part(button)` and `::part(status)` style it. The engine is loaded by the
 * first press, or before it: `preload="hover"` when the toggle is pointed at, `preload="idle"` when the page rests.
 * Sends `open`, `close`, and `error` with `detail: { code, message }`.
 */
export class ClearstoryToggle extends Base {
  static define(): void {
    if (globalThis.customElements && !customElements.get("clearstory-toggle")) {
      customElements.define("clearstory-toggle", ClearstoryToggle);
    }
  }

  readonly #button: HTMLButtonElement;
  readonly #status: HTMLElement;
  #toggle: Promise<Toggle> | undefined;
  #presses = 0;

  constructor() {
    super();
    const page = plain(this.ownerDocument);
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];

    this.#button = page.createElement("button");
    this.#button.type = "button";
    this.#button.setAttribute("part", "button");
    this.#button.setAttribute("aria-pressed", "false");
    const label = page.createElement("slot");
    label.textContent = read.message;
    this.#button.append(label);
    this.#button.addEventListener("click", () => void this.press());

    this.#status = page.createElement("span");
    this.#status.setAttribute("role", "status");
    this.#status.setAttribute("part", "status");
    root.append(this.#button, this.#status);
  }

  connectedCallback(): void {
    const load = () => void this.#loadAhead();
    // Safari has no idle callbacks.
    if (this.getAttribute("preload") === "idle") (globalThis.requestIdleCallback ?? setTimeout)(load);
    if (this.getAttribute("preload") !== "hover") return;
    for (const type of ["pointerenter", "focusin"]) this.addEventListener(type, load, { once: true });
  }

  /** A failure is told by the press that meets it. */
  async #loadAhead(): Promise<void> {
    try {
      await (await import("./reader")).load();
    } catch {}
  }

  /** Do what a click does: the press after it takes back an opening, as it closes a view. */
  async press(): Promise<void> {
    const turn = ++this.#presses;
    this.#button.setAttribute("aria-busy", "true");
    this.#status.textContent = "";
    try {
      await (await this.#loaded()).press();
    } catch (error) {
      // Nothing could be shown over the page, so the sentence stands beside the button.
      this.#status.textContent = (error as Error).message;
    } finally {
      if (turn === this.#presses) this.#button.removeAttribute("aria-busy");
    }
  }

  #loaded(): Promise<Toggle> {
    this.#toggle ??= this.#load().catch((cause: unknown) => {
      this.#toggle = undefined;
      const error = new ClearstoryError("unavailable", cause);
      this.#fail(error);
      throw error;
    });
    return this.#toggle;
  }

  async #load(): Promise<Toggle> {
    const { createToggle, extract, loadMessages, pageDelivery } = await import("./reader");
    return createToggle(this.ownerDocument, {
      extract,
      delivery: pageDelivery,
      messages: () => loadMessages(navigator.languages),
      onOpen: () => this.#show("open"),
      onClose: () => this.#show("close"),
      onError: (error) => this.#fail(error),
    });
  }

  #show(state: "open" | "close"): void {
    this.#button.setAttribute("aria-pressed", String(state === "open"));
    this.#send(state);
  }

  #fail({ code, message }: ClearstoryError): void {
    this.#send("error", { code, message });
  }

  #send(type: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "clearstory-toggle": ClearstoryToggle;
  }
}
