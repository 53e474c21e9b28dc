// Say what has just been done, at the foot of the view, for a moment.
import { button, make } from "./elements";

/** Milliseconds; long enough to read a sentence, and to think about its button and reach it. */
const stays = { sentence: 8_000, action: 60_000 };

interface Action {
  readonly name: string;
  run(): void;
  /** Whether it is offered for as long as the view is open. */
  readonly isLasting?: boolean;
}

/** Say `sentence`, to those who see it and those who hear it; `action` may take it back. */
export function say(document: Document, sentence: string, action?: Action): void {
  const place = document.querySelector<HTMLElement>(".said") ?? newPlace(document);
  const words = make(document, "span", "", sentence);
  const clear = () => words.parentElement === place && place.replaceChildren();
  place.replaceChildren(words);
  if (action) {
    place.append(
      button(document, "plain", action.name, () => {
        clear();
        action.run();
      }),
    );
  }
  if (!action?.isLasting) document.defaultView!.setTimeout(clear, action ? stays.action : stays.sentence);
}

function newPlace(document: Document): HTMLElement {
  const place = make(document, "div", "said");
  place.setAttribute("role", "status");
  document.body.append(place);
  return place;
}
