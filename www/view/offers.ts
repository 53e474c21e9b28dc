// Offer the ways on where the engine's story is doubtful or there is none: the selected text, or the whole page.
import type { Source } from "../shim/article";
import { toClearstoryError } from "../shim/error";
import { button, make } from "./elements";
import type { Messages } from "./messages";
import { say } from "./say";

interface Ways {
  readonly source: Source;
  copySelected(): Source | undefined;
  /** Show all that is in a copy of the page. */
  show(all: Source): Promise<void>;
}

export function wayButtons(document: Document, messages: Messages, { source, copySelected, show }: Ways): HTMLElement {
  const row = make(document, "p", "ways");
  const add = (label: string, all: Source) =>
    row.append(button(document, "plain", label, () => void orSay(document, messages, show(all))));
  const selected = copySelected();
  if (selected) add(messages.text("showSelected"), selected);
  add(messages.text("showPage"), source);
  return row;
}

/** Wait for a new selection, and say why there is none. */
export async function orSay(document: Document, messages: Messages, selected: Promise<void>): Promise<void> {
  try {
    await selected;
  } catch (error) {
    say(document, whyNot(messages, error));
  }
}

/** Why the story is not selected anew. */
export function whyNot(messages: Messages, error: unknown): string {
  const { code } = toClearstoryError(error);
  return code === "no-story" ? messages.text("nothingLeft") : messages.error(code);
}
