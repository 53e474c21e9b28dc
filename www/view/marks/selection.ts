// Offer what can be done with selected text, in a card beside it that does not take the keyboard by itself.
import { type Card, openCard } from "../card";
import { copy } from "../clipboard";
import type { ViewContext } from "../context";
import { button, make } from "../elements";
import { say } from "../say";
import { quoteLink } from "../take-along/quote-link";
import { offsetOf, type ReadText, rangeOf } from "../text";
import { openEditor } from "./editor";
import type { Marks } from "./placed";

/** A part of the story's text. */
interface Part {
  readonly start: number;
  readonly end: number;
}

export function offerForSelection(context: ViewContext, read: ReadText, marks: Marks): void {
  const { document, messages, keys } = context;
  let card: Card | undefined;
  let isPressed = false;

  const close = () => {
    card?.close();
    card = undefined;
  };
  const renew = () => {
    close();
    const part = isPressed ? undefined : selectedPart(context, read);
    if (part) card = offer(context, read, marks, part, close);
  };
  document.addEventListener("pointerdown", ({ target }) => {
    isPressed = !card?.element.contains(target as Node);
  });
  document.addEventListener("pointerup", () => {
    if (isPressed) setTimeout(renew);
    isPressed = false;
  });
  // A touch that turns out to scroll or to select never ends as a press.
  document.addEventListener("pointercancel", () => {
    isPressed = false;
  });
  document.addEventListener("selectionchange", () => {
    if (!isPressed && !card?.element.contains(document.activeElement)) renew();
  });
  document.addEventListener("keydown", (event) => {
    if (!card) return;
    const isInside = card.element.contains(document.activeElement);
    if (event.key === "Escape") close();
    // From the text the card is far away in the order of the page.
    else if (event.key === "Tab" && !event.shiftKey && !isInside) card.element.querySelector("button")?.focus();
    else return;
    event.preventDefault();
  });
  keys.add({
    key: "h",
    name: messages.text("markSelection"),
    run() {
      const part = selectedPart(context, read);
      if (part) mark(context, marks, part);
      close();
    },
  });
  // A reader may select as soon as the story is there, which is before this is.
  renew();
}

/** What is selected in the story, without the white space around it. */
function selectedPart({ document, story }: ViewContext, read: ReadText): Part | undefined {
  const selection = document.getSelection();
  const range = selection?.type === "Range" ? selection.getRangeAt(0) : undefined;
  if (!range?.intersectsNode(story.closest("article")!)) return undefined;
  const from = offsetOf(read, range.startContainer, range.startOffset);
  const to = offsetOf(read, range.endContainer, range.endOffset);
  const text = read.text.slice(from, to);
  const start = from + text.length - text.trimStart().length;
  return text.trim() ? { start, end: start + text.trim().length } : undefined;
}

function offer(context: ViewContext, read: ReadText, marks: Marks, part: Part, close: () => void): Card {
  const { document, messages } = context;
  const place = () => rangeOf(read, part.start, part.end).getBoundingClientRect();
  const add = (label: string, run: () => void) =>
    button(document, "plain", label, () => {
      close();
      run();
    });
  const buttons = make(document, "div", "buttons");
  buttons.append(
    add(messages.text("markSelection"), () => mark(context, marks, part)),
    add(messages.text("markNote"), () => {
      const made = mark(context, marks, part);
      if (made) openEditor(context, marks, made, place);
    }),
    add(messages.text("copyQuote"), () => void copyQuote(context, read, part)),
  );
  const card = openCard(document, [buttons], {
    className: "selection",
    name: messages.text("selection"),
    place,
    onClose() {},
    takesFocus: false,
  });
  // A press of a button is not to change what is selected.
  card.element.addEventListener("pointerdown", (event) => event.preventDefault());
  card.element.addEventListener("mousedown", (event) => event.preventDefault());
  return card;
}

function mark({ document, messages }: ViewContext, marks: Marks, { start, end }: Part) {
  const made = marks.add(start, end);
  if (made) document.getSelection()?.removeAllRanges();
  else say(document, messages.text("tooMuchMarked"));
  return made;
}

/** Put the words on the clipboard, with a link that leads to them on the page. */
async function copyQuote(context: ViewContext, read: ReadText, part: Part): Promise<void> {
  const { document, window, page, address, messages } = context;
  const words = read.text.slice(part.start, part.end);
  const url = quoteLink(address, read.text, part.start, part.end, page.body?.innerText ?? "");
  // Built as elements and read as text, so that the words cannot become markup.
  const quote = make(document, "blockquote", "", words);
  const link = make(document, "a", "", document.title);
  link.href = url;
  const source = make(document, "p");
  source.append(link);
  const html = quote.outerHTML + source.outerHTML;
  const isCopied = await copy(window, { text: `“${words}”\n${url}`, html });
  say(document, messages.text(isCopied ? "copied" : "notCopied"));
}
