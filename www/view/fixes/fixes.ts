// Let a reader correct the story: take parts out, add parts of the page, say where the story is; and keep it for the site.
import type { Choice, Fix } from "../../shim/article";
import type { Feature, ViewContext } from "../context";
import { button, make, signButton } from "../elements";
import { isTyping } from "../keys";
import { goInto } from "../left-out";
import type { MessageKey } from "../messages";
import { orSay } from "../offers";
import { changeRules, joined } from "../rules";
import { say } from "../say";
import { describe } from "./describe";
import { pick } from "./picker";
import { listRules } from "./rule-list";
import { type Unit, unitsIn } from "./units";

export const fixing: Feature = (context) => {
  const { document, messages, session, toolbar, keys, source } = context;
  listRules(context);
  if (!source) return;
  const opener = signButton(document, "fix", messages.text("fix"));
  opener.setAttribute("aria-pressed", "false");
  let mode: Mode | undefined;
  const open = () => {
    session.isFixing = true;
    opener.setAttribute("aria-pressed", "true");
    mode = new Mode(context, close);
    return mode;
  };
  const close = () => {
    session.isFixing = false;
    opener.setAttribute("aria-pressed", "false");
    mode?.end();
    mode = undefined;
    opener.focus();
  };
  const toggle = () => (mode ? close() : open().begin());
  opener.addEventListener("click", toggle);
  toolbar.add(opener);
  keys.add({ key: "e", name: messages.text("fix"), run: toggle });
  if (!session.isFixing) return;
  open();
  void remember(context);
};

/**
 * Keep for the site what this selection teaches, or nothing more than what was kept before. What was kept stays where it is
 * not followed, as where the whole page is shown.
 */
async function remember({ document, address, store, messages, session, choice, article }: ViewContext): Promise<void> {
  const before = session.fixes;
  const after = session.remembers ? joined(choice.fixes ?? session.keptBefore, article.learned) : session.keptBefore;
  session.fixes = after;
  const isStored = await changeRules(store, new URL(address).hostname, before, after);
  if (!isStored) say(document, messages.text("rulesNotSaved"));
}

class Mode {
  readonly #context: ViewContext;
  readonly #leave: () => void;
  readonly #units: readonly Unit[];
  readonly #bar: HTMLElement;
  readonly #remover: HTMLButtonElement;
  readonly #ended = new AbortController();
  #current: Unit | undefined;

  constructor(context: ViewContext, leave: () => void) {
    this.#context = context;
    this.#leave = leave;
    this.#units = unitsIn(context);
    const { document, story, messages, session } = context;
    document.documentElement.classList.add("fixing");
    this.#remover = button(document, "remover plain", messages.text("fixRemove"), () => this.#remove());
    this.#remover.hidden = true;
    this.#bar = this.#makeBar();
    story.after(this.#remover);
    document.body.append(this.#bar);
    for (const { element } of this.#units) element.tabIndex = -1;
    this.#listen();
    const { focus } = session;
    if (!focus) return;
    session.focus = undefined;
    const next = this.#units.find(({ blocks }) => blocks.some((block) => block >= focus.block)) ?? this.#units.at(-1);
    if (next) context.whenSeen(() => this.#goTo(next));
  }

  /** Start from what is on the screen. */
  begin(): void {
    const first = this.#units.find(({ element }) => element.getBoundingClientRect().top > 0);
    if (first) this.#goTo(first);
  }

  end(): void {
    this.#ended.abort();
    this.#context.document.documentElement.classList.remove("fixing");
    for (const { element } of this.#units) element.removeAttribute("tabindex");
    this.#bar.remove();
    this.#remover.remove();
  }

  #makeBar(): HTMLElement {
    const { document, address, messages, session, step } = this.#context;
    const bar = make(document, "div", "fix-bar");
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", messages.text("fix"));
    const run = (work: (() => Promise<void>) | undefined) => () => void (work && this.#show(work()));
    const undo = button(document, "plain", messages.text("undo"), run(step(-1)));
    const redo = button(document, "plain", messages.text("redo"), run(step(1)));
    undo.disabled = !step(-1);
    redo.disabled = !step(1);
    const row = make(document, "label", "checkbox");
    const box = make(document, "input");
    box.type = "checkbox";
    box.checked = session.remembers;
    box.addEventListener("change", () => {
      session.remembers = box.checked;
      void remember(this.#context);
    });
    row.append(box, make(document, "span", "", messages.text("fixRemember", new URL(address).hostname)));
    const done = button(document, "plain", messages.text("done"), this.#leave);
    bar.append(make(document, "p", "", messages.text("fixHint")), undo, redo, ...this.#waysToAdd(), row, done);
    return bar;
  }

  /** By pointing at the page; where another window has only its copy, or it has gone on, by what is known of it. */
  #waysToAdd(): HTMLElement[] {
    const { document, page, address, main, messages, choice } = this.#context;
    const way = (name: MessageKey, run: () => void) => button(document, "plain", messages.text(name), run);
    if (page.URL === address) {
      return [way("fixAdd", () => void this.#add()), way("fixRoot", () => void this.#chooseRoot())];
    }
    const hint = make(document, "p", "", messages.text("fixHintApart"));
    const drawer = main.querySelector<HTMLDetailsElement>(".left-out");
    const add = drawer && way("fixAddLeftOut", () => goInto(drawer));
    const all = !choice.all && way("showPage", () => void this.#choose({ all: true }));
    return [hint, add, all].filter((part) => part !== null && part !== false);
  }

  #listen(): void {
    const { document, story, step } = this.#context;
    const options = { signal: this.#ended.signal };
    story.addEventListener("pointerover", ({ target }) => this.#mark(this.#unitAround(target)), options);
    story.addEventListener("focusin", ({ target }) => this.#mark(this.#unitAround(target)), options);
    story.addEventListener("click", (event) => this.#click(event), { ...options, capture: true });
    document.addEventListener(
      "keydown",
      (event) => {
        if (event.defaultPrevented) return;
        const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !isTyping(event.target);
        const isUndo = isCommand && event.key.toLowerCase() === "z";
        const work = isUndo ? step(event.shiftKey ? 1 : -1) : undefined;
        if (work) void this.#show(work());
        else if (!this.#press(event)) return;
        event.preventDefault();
      },
      options,
    );
  }

  /** A press of a key; tells whether it meant anything. */
  #press({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey || altKey) return false;
    if (key === "Escape") {
      if (this.#context.document.querySelector(":popover-open, dialog[open]")) return false;
      this.#leave();
      return true;
    }
    const at = this.#units.findIndex(({ element }) => element === target);
    if (at < 0) return false;
    if (key === "Delete" || key === "Backspace") this.#remove();
    else if (key === "ArrowDown" || key === "ArrowUp") {
      const next = this.#units[at + (key === "ArrowDown" ? 1 : -1)];
      if (next) this.#goTo(next);
    } else return false;
    return true;
  }

  /** Links lead nowhere while the story is being corrected. */
  #click(event: Event): void {
    const unit = this.#unitAround(event.target);
    if (!unit) return;
    event.preventDefault();
    event.stopPropagation();
    unit.element.focus({ preventScroll: true });
  }

  #goTo({ element }: Unit): void {
    element.scrollIntoView({ block: "nearest", behavior: "instant" });
    element.focus({ preventScroll: true });
  }

  #mark(unit: Unit | undefined): void {
    if (!unit) return;
    if (this.#current) this.#current.element.classList.remove("chosen");
    this.#current = unit;
    unit.element.classList.add("chosen");
    this.#remover.hidden = false;
    const { top, right, left } = unit.element.getBoundingClientRect();
    const { window, document } = this.#context;
    const isRightToLeft = window.getComputedStyle(unit.element).direction === "rtl";
    this.#remover.style.top = `${top + window.scrollY}px`;
    const edge = isRightToLeft ? left : right - this.#remover.offsetWidth;
    this.#remover.style.left = `${Math.max(0, Math.min(edge, document.documentElement.clientWidth - this.#remover.offsetWidth))}px`;
  }

  #unitAround(target: EventTarget | null): Unit | undefined {
    return this.#units.find(({ element }) => element.contains(target as Node));
  }

  #remove(): void {
    const blocks = this.#current?.blocks;
    if (!blocks) return;
    const { choice, session } = this.#context;
    session.focus = { block: blocks[0]!, isLeftOut: false };
    const keep = (choice.keep ?? []).filter((block) => !blocks.includes(block));
    void this.#choose({ ...choice, keep, drop: [...(choice.drop ?? []), ...blocks] });
  }

  async #add(): Promise<void> {
    const { choice, messages } = this.#context;
    const element = await pick(this.#context, messages.text("pickPart"));
    if (!element) return;
    const part: Fix = { act: "keep", target: describe(element) };
    await this.#choose({ ...choice, picks: [...(choice.picks ?? []), part] });
  }

  async #chooseRoot(): Promise<void> {
    const { choice, article, messages } = this.#context;
    const element = await pick(this.#context, messages.text("pickRoot"));
    if (!element) return;
    // Blocks are counted anew in another part of the page: what was chosen by numbers goes on by description.
    const fixes = joined(choice.fixes ?? [], article.learned);
    await this.#choose({ least: choice.least, fixes, picks: [{ act: "root", target: describe(element) }] });
  }

  #choose(choice: Choice): Promise<void> {
    return this.#show(this.#context.reselect(choice));
  }

  #show(selected: Promise<void>): Promise<void> {
    const { document, messages } = this.#context;
    return orSay(document, messages, selected);
  }
}
