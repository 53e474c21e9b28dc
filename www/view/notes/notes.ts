// Open a footnote beside its mark; a second press of the mark, or the link under the note, goes to where it stands.
import { openCard } from "../card";
import type { Feature, ViewContext } from "../context";
import { make } from "../elements";
import { followStoryLink, placeOf } from "../story-links";

const marks = 'a[role="doc-noteref"]';

export const notes: Feature = (context) => {
  const { document, story } = context;
  let opened: Element | undefined;
  for (const mark of story.querySelectorAll(marks)) mark.setAttribute("aria-haspopup", "dialog");

  /** The mark whose note was open when the press began: the press itself closes it. */
  let pressed: Element | undefined;
  story.addEventListener("pointerdown", () => {
    pressed = opened;
  });
  story.addEventListener("click", (event) => {
    const mark = (event.target as Element).closest<HTMLElement>(marks);
    const wasOpen = mark !== null && mark === pressed;
    pressed = undefined;
    const note = mark && placeOf(document, mark.getAttribute("href") ?? "");
    if (!note || wasOpen) return;
    event.preventDefault();
    opened = mark;
    open(context, mark, note, () => {
      opened = undefined;
    });
  });
};

function open({ document, messages }: ViewContext, mark: HTMLElement, note: HTMLElement, onClose: () => void): void {
  const there = make(document, "a", "there", messages.text("goToNote"));
  there.href = `#${note.id}`;
  const body = make(document, "div");
  body.lang = note.closest<HTMLElement>("article [lang], article")?.lang ?? "";
  body.dir = mark.closest<HTMLElement>("[dir]")?.dir ?? "";
  body.append(...contentOf(note));
  const card = openCard(document, [body, there], {
    className: "note",
    name: messages.text("note", mark.textContent ?? ""),
    place: () => mark.getBoundingClientRect(),
    onClose,
    takesFocus: true,
  });
  card.element.addEventListener("click", (event) => {
    if (!(event.target as Element).closest("a[href^='#']")) return;
    card.close();
    followStoryLink(document, event);
  });
}

/** A copy without what leads back, and without the names of places, which are in the story once. */
function contentOf(note: HTMLElement): Node[] {
  const copy = note.cloneNode(true) as HTMLElement;
  for (const back of copy.querySelectorAll('[role="doc-backlink"]')) back.remove();
  for (const place of copy.querySelectorAll("[id]")) place.removeAttribute("id");
  return [...copy.childNodes];
}
