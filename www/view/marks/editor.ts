// Open a mark beside its place: its note, which is kept while it is written, and the way to remove it.
import { type Card, openCard } from "../card";
import type { ViewContext } from "../context";
import { button, make } from "../elements";
import { say } from "../say";
import type { Marks, Placed } from "./placed";
import { longestText } from "./record";

export function openEditor(
  { document, messages }: ViewContext,
  marks: Marks,
  mark: Placed,
  place: () => DOMRect,
): void {
  const label = make(document, "label", "", messages.text("markNote"));
  const field = make(document, "textarea");
  field.value = mark.note;
  field.dir = "auto";
  field.rows = 3;
  field.maxLength = longestText;
  field.addEventListener("input", () => marks.setNote(mark.id, field.value));
  label.append(field);

  const refusal = make(document, "p", "refusal");
  refusal.setAttribute("role", "status");
  const stop = marks.onSave((isSaved) => {
    refusal.textContent = isSaved ? "" : messages.text("marksNotSaved");
  });
  let card: Card | undefined;
  const done = button(document, "plain", messages.text("done"), () => card?.close());
  const remove = button(document, "plain", messages.text("removeMark"), () => {
    card?.close();
    removeMark(document, messages, marks, mark.id);
  });
  const buttons = make(document, "div", "buttons");
  buttons.append(done, remove);
  card = openCard(document, [label, refusal, buttons], {
    className: "mark-editor",
    name: messages.text("mark"),
    place,
    onClose: stop,
    takesFocus: true,
  });
  field.focus({ preventScroll: true });
}

/** Remove a mark, with a way back for as long as that is said. */
export function removeMark(document: Document, messages: ViewContext["messages"], marks: Marks, id: string): void {
  const mark = marks.find(id);
  if (!mark) return;
  marks.remove(id);
  say(document, messages.text("markRemoved"), { name: messages.text("undo"), run: () => marks.restore(mark) });
}
