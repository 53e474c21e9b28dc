// List what has been marked, under the story, where each can be found, changed and removed.
import type { ViewContext } from "../context";
import { button, make } from "../elements";
import { paintedIn } from "../paint";
import { bringIntoSight } from "../place";
import { openEditor, removeMark } from "./editor";
import type { Marks, Placed } from "./placed";

export function listMarks(context: ViewContext, marks: Marks): void {
  const { document, window, story, messages } = context;
  const drawer = make(document, "details", "marks");
  const summary = make(document, "summary");
  const refusal = make(document, "p", "refusal");
  refusal.setAttribute("role", "status");
  const list = make(document, "ul");
  drawer.append(summary, refusal);
  if (!paintedIn(window)) drawer.append(make(document, "p", "", messages.text("marksUnpainted")));
  drawer.append(list);
  story.closest("article")!.after(drawer);

  const entries = new Map<string, Entry>();
  marks.watch(() => {
    drawer.hidden = marks.all.length === 0;
    summary.textContent = messages.count("marks", marks.all.length);
    const elements = marks.all.map((mark) => {
      const known = entries.get(mark.id) ?? entry(context, marks, mark);
      entries.set(mark.id, known);
      known.showNote(mark.note);
      return known.element;
    });
    // Elements that are put in again lose the focus.
    if (elements.length !== list.children.length || elements.some((element, at) => element !== list.children[at])) {
      list.replaceChildren(...elements);
    }
  });
  marks.onSave((isSaved) => {
    refusal.textContent = isSaved ? "" : messages.text("marksNotSaved");
    if (!isSaved) drawer.open = true;
  });
}

interface Entry {
  readonly element: HTMLElement;
  showNote(note: string): void;
}

function entry(context: ViewContext, marks: Marks, mark: Placed): Entry {
  const { document, messages } = context;
  const element = make(document, "li");
  const quote = make(document, "blockquote", "", mark.target.exact);
  quote.dir = "auto";
  const note = make(document, "p");
  note.dir = "auto";
  element.append(quote, note);
  if (!mark.at) element.append(make(document, "p", "lost", messages.text("markLost")));

  const buttons = make(document, "div", "buttons");
  const range = marks.rangeOf(mark);
  if (range)
    buttons.append(button(document, "plain", messages.text("showMark"), () => bringIntoSight(document, range)));
  const edit = button(document, "plain", messages.text("markNote"), () => {
    const current = marks.find(mark.id);
    if (current) openEditor(context, marks, current, () => edit.getBoundingClientRect());
  });
  const remove = () => removeMark(document, messages, marks, mark.id);
  buttons.append(edit, button(document, "plain", messages.text("removeMark"), remove));
  element.append(buttons);
  return {
    element,
    showNote(text) {
      note.textContent = text;
      note.hidden = text === "";
    },
  };
}
