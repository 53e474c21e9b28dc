// List what is on the page but not in the story, by its reason, in a drawer at the end; each block can be put back.
import type { Dropped } from "../shim/article";
import type { Feature, ViewContext } from "./context";
import { button, make } from "./elements";
import { buildStory } from "./tree";

export const leftOut: Feature = (context) => {
  const { document, main, article, messages } = context;
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
  drawer.addEventListener("toggle", fill, { once: true });
  drawer.open = context.choice.least !== undefined;
  main.append(drawer);
};

/** Scores from which on a block is kept, from less of the page to more; the engine's own is in the middle. */
const least = [0.9, 0.75, 0.6, 0.5, 0.35, 0.2, 0.05];
const own = 0.5;
const ownStep = least.indexOf(own);

/** A slider from less to more. The story is selected anew when it comes to rest. */
function amount({ document, window, messages, choice, reselect }: ViewContext): HTMLElement {
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
    reselect({ ...choice, least: least[Number(slider.value)]! }).catch(() => {
      slider.value = String(step);
      status.textContent = messages.text("amountFailed");
    });
  });
  // The view was made anew for the slider's sake: the reader is still at it.
  if (choice.least !== undefined) window.requestAnimationFrame(() => slider.focus());
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
  const { document, messages } = context;
  const item = make(document, "li");
  const words = make(document, "p", "", block.text);
  words.dir = "auto";
  words.title = block.explanation;
  let placed: HTMLElement | undefined;
  const toggle = button(document, "plain", messages.text("putBack"), () => {
    if (placed) placed.remove();
    placed = placed ? undefined : putBack(context, block);
    if (placed) void complete(context, placed, block);
    toggle.textContent = messages.text(placed ? "takeOut" : "putBack");
  });
  item.append(words, toggle);
  return item;
}

/** Take a block as it is, with its links and pictures, in place of its first words, as soon as the engine gives it. */
async function complete({ document, delivery, source, messages }: ViewContext, placed: HTMLElement, block: Dropped) {
  if (!source) return;
  try {
    const article = await delivery.select(source, { keep: [block.block] });
    const at = article.blocks.findIndex((other) => other.block === block.block);
    const { node } = article.blocks[at]!;
    const next = article.blocks.slice(at + 1).find((other) => other.node > node);
    const content = article.content.slice(node, next?.node);
    const depth = Math.min(...content.map((inside) => inside.depth));
    const whole = make(document, "div");
    buildStory(
      whole,
      content.map((inside) => ({ ...inside, depth: inside.depth - depth })),
      messages,
    );
    if (whole.hasChildNodes()) placed.replaceChildren(...whole.childNodes);
  } catch {
    // Its first words stay.
  }
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
