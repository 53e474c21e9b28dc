// List what is on the page but not in the story, each with its reason, in a drawer at the end.
import type { Dropped } from "../shim/article";
import type { Messages } from "./messages";

export function leftOut(document: Document, messages: Messages, dropped: readonly Dropped[]): HTMLElement {
  const drawer = document.createElement("details");
  drawer.className = "left-out";
  const summary = document.createElement("summary");
  summary.textContent = messages.count("leftOut", dropped.length);
  const list = document.createElement("ul");
  drawer.append(summary, list);
  // A large page leaves out thousands of blocks; they are listed when somebody wants to see them.
  const fill = () => list.append(...runsOf(dropped).map((run) => entry(document, messages, run)));
  drawer.addEventListener("toggle", fill, { once: true });
  return drawer;
}

/** Neighbours that were left out for the same reason, such as the links of a menu, are told as one. */
export function runsOf(blocks: readonly Dropped[]): [Dropped, ...Dropped[]][] {
  const runs: [Dropped, ...Dropped[]][] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last?.[0].reason === block.reason && last[0].explanation === block.explanation) last.push(block);
    else runs.push([block]);
  }
  return runs;
}

function entry(document: Document, messages: Messages, run: readonly [Dropped, ...Dropped[]]): HTMLElement {
  const item = document.createElement("li");
  const reason = document.createElement("span");
  reason.className = "reason";
  reason.textContent = messages.text(`reason_${run[0].reason}`) || run[0].reason;
  reason.title = run[0].explanation;
  item.append(reason);
  for (const block of run) {
    const text = document.createElement("p");
    text.dir = "auto";
    text.textContent = block.text;
    item.append(text);
  }
  return item;
}
