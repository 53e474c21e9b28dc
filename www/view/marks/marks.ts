// Let a reader mark the story and write beside it, show again what was marked, and offer to take it all along.
import type { Feature, ViewContext } from "../context";
import { isControl } from "../focus";
import { caretAt } from "../place";
import { takeAlong } from "../take-along/take-along";
import { offsetOf, type ReadText, readText } from "../text";
import { asMarkdown } from "./as-markdown";
import { openEditor } from "./editor";
import { listMarks } from "./list";
import { type Marks, placeMarks } from "./placed";
import { openRecord } from "./record";
import { offerForSelection } from "./selection";

/** What is not the story's own: the site's name, the facts under the title. */
const around = ".facts, .from";

export const marking: Feature = (context) => {
  const { address, store, story, messages, signal, whenPainted } = context;
  let marks: Marks | undefined;
  takeAlong(context, { toMarkdown: () => asMarkdown(marks?.all ?? [], messages.text("marksTitle")) });
  whenPainted(async () => {
    const record = await openRecord(store, address);
    if (signal.aborted) return;
    const read = readText(story.closest("article")!, around);
    marks = placeMarks(context, read, record);
    listMarks(context, marks);
    offerForSelection(context, read, marks);
    openByClick(context, read, marks);
  });
};

/** A click on what is marked opens it. */
function openByClick(context: ViewContext, read: ReadText, marks: Marks): void {
  const { document, story } = context;
  story.closest("article")!.addEventListener("click", ({ target, clientX, clientY }) => {
    if (isControl(target) || document.getSelection()?.type === "Range") return;
    const caret = caretAt(document, clientX, clientY);
    if (!caret) return;
    const offset = offsetOf(read, caret.node, caret.offset);
    const mark = marks.all.find(({ at }) => at && at.start <= offset && offset < at.end);
    const range = mark && marks.rangeOf(mark);
    if (mark && range) openEditor(context, marks, mark, () => range.getBoundingClientRect());
  });
}
