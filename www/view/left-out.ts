// List what is on the page but not in the story, by its reason, in a drawer at the end; each block can be put back.
import type { Dropped } from "../shim/article";
import type { Feature, ViewContext } from "./context";
import { button, make } from "./elements";
import { orSay, whyNot } from "./offers";

export const leftOut: Feature = (context) => {
  const { document, main, article, messages, session } = context;
  if (article.dropped.length === 0) return;
  const drawer = make(document, "details", "left-out");
  drawer.append(make(document, "summary", "", messages.count("leftOut", article.dropped.length)));
  // A large page leaves out thousands of blocks; they are listed when somebody wants to see them.
  const fill = () => {
    const list = make(document, "ul");
    list.append(...groupsOf(article.dropped).map((group) => groupEntry(context, group)));
    drawer.append(list);
  };
  if (context.source) drawer.append(amount(context));
  main.append(drawer);
  // Made anew while the reader is at it.
  const isUsed = session.focus?.isLeftOut ?? context.choice.least !== undefined;
  if (isUsed) fill();
  else drawer.addEventListener("toggle", fill, { once: true });
  drawer.open = isUsed;
  if (session.focus?.isLeftOut) focusAfter(context, drawer, session.focus.block);
};

/** Open the drawer for a reader who looks for something in it. */
export function goInto(drawer: HTMLDetailsElement): void {
  drawer.open = true;
  const summary = drawer.querySelector("summary");
  summary?.scrollIntoView({ block: "center", behavior: "instant" });
  summary?.focus({ preventScroll: true });
}

/** Go on with the block that stands behind one that is gone. */
function focusAfter({ session, whenSeen }: ViewContext, drawer: HTMLElement, block: number): void {
  session.focus = undefined;
  const buttons = [...drawer.querySelectorAll<HTMLElement>("[data-block]")];
  const next = buttons.find(({ dataset }) => Number(dataset.block) > block) ?? buttons.at(-1);
  whenSeen(() => {
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest", behavior: "instant" });
  });
}

/** Scores from which on a block is kept, from less of the page to more; the engine's own is in the middle. */
const least = [0.9, 0.75, 0.6, 0.5, 0.35, 0.2, 0.05];
const own = 0.5;
const ownStep = least.indexOf(own);

/** A slider from less to more. The story is selected anew when it comes to rest. */
function amount({ document, messages, choice, reselect, whenSeen }: ViewContext): HTMLElement {
  const label = make(document, "label", "amount", messages.text("amount"));
  const slider = make(document, "input");
  slider.type = "range";
  slider.max = String(least.length - 1);
  const step = least.indexOf(choice.least ?? own);
  slider.value = String(step);
  slider.setAttribute("aria-valuetext", messages.text(step < ownStep ? "less" : step > ownStep ? "more" : "asFound"));
  const status = make(document, "span", "status");
  status.setAttribute("role", "status");
  slider.addEventListener("change", () => {
    const chosen = reselect({ ...choice, least: least[Number(slider.value)]! });
    chosen.catch((error: unknown) => {
      slider.value = String(step);
      status.textContent = whyNot(messages, error);
    });
  });
  // The view was made anew for the slider's sake: the reader is still at it.
  if (choice.least !== undefined) whenSeen(() => slider.focus());
  label.append(slider);
  const row = make(document, "p", "amount-row");
  row.append(label, status);
  return row;
}

type Blocks = [Dropped, ...Dropped[]];

/** Blocks with the same reason together, the reasons in the order in which they are met. */
function groupsOf(blocks: readonly Dropped[]): Blocks[] {
  const groups = new Map<string, Blocks>();
  for (const block of blocks) {
    const group = groups.get(block.reason);
    if (group) group.push(block);
    else groups.set(block.reason, [block]);
  }
  return [...groups.values()];
}

function groupEntry(context: ViewContext, group: Blocks): HTMLElement {
  const { document, messages } = context;
  const item = make(document, "li");
  const { reason } = group[0];
  const name = make(document, "span", "reason", messages.text(`reason_${reason}`) || reason);
  name.append(" ", make(document, "span", "count", messages.number(group.length)));
  const list = make(document, "ul");
  list.append(...group.map((block) => blockEntry(context, block)));
  item.append(name, list);
  return item;
}

function blockEntry(context: ViewContext, block: Dropped): HTMLElement {
  const { document } = context;
  const item = make(document, "li");
  const words = make(document, "p", "", block.text);
  words.dir = "auto";
  words.title = block.explanation;
  const toggle = context.source ? wholeButton(context, block) : wordsButton(context, block);
  toggle.dataset.block = String(block.block);
  item.append(words, toggle);
  return item;
}

/** Takes the block back into the story, with its links and pictures: a correction like any other. */
function wholeButton(context: ViewContext, { block, also }: Dropped): HTMLButtonElement {
  const { document, messages, choice, session, reselect } = context;
  return button(document, "plain", messages.text("putBack"), () => {
    session.isFixing = true;
    session.focus = { block, isLeftOut: true };
    const back = [block, ...also];
    const drop = (choice.drop ?? []).filter((other) => !back.includes(other));
    void orSay(document, messages, reselect({ ...choice, drop, keep: [...(choice.keep ?? []), ...back] }));
  });
}

/** Sets the block's words into the story and takes them away again: without its page there is no more of it. */
function wordsButton(context: ViewContext, block: Dropped): HTMLButtonElement {
  const { document, messages } = context;
  let placed: HTMLElement | undefined;
  const toggle = button(document, "plain", messages.text("putBack"), () => {
    if (placed) placed.remove();
    placed = placed ? undefined : putBack(context, block);
    toggle.textContent = messages.text(placed ? "takeOut" : "putBack");
  });
  return toggle;
}

/** Set a block's words where it stood, between the story's own blocks. */
function putBack({ document, story, nodeAt }: ViewContext, block: Dropped): HTMLElement {
  const placed = make(document, "div", "put-back", block.text);
  placed.dir = "auto";
  let next: Node | null = nodeAt(block.before) ?? null;
  while (next && next.parentNode !== story) next = next.parentNode;
  story.insertBefore(placed, next);
  return placed;
}
