// List what is on the page but not in the story, each with its reason, in a drawer at the end.
import type { DroppedBlock } from "../shim/article";
import { labels, reasonLabels } from "../shim/messages";

export function leftOut(document: Document, dropped: readonly DroppedBlock[]): HTMLElement {
  const drawer = document.createElement("details");
  drawer.className = "left-out";
  const summary = document.createElement("summary");
  summary.textContent = labels.leftOut(dropped.length);
  const list = document.createElement("ul");
  drawer.append(summary, list);
  // A large page leaves out thousands of blocks; they are listed when somebody wants to see them.
  const fill = () => list.append(...dropped.map((block) => entry(document, block)));
  drawer.addEventListener("toggle", fill, { once: true });
  return drawer;
}

function entry(document: Document, block: DroppedBlock): HTMLElement {
  const item = document.createElement("li");
  const reason = document.createElement("span");
  reason.className = "reason";
  reason.textContent = reasonLabels[block.reason] ?? block.reason;
  reason.title = block.explanation;
  const text = document.createElement("span");
  text.dir = "auto";
  text.textContent = block.text;
  item.append(reason, " ", text);
  return item;
}
