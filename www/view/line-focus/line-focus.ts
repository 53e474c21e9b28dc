// Dim all but a few lines, around the pointer, the keys' place or the word that is read aloud.
import { spokenRange } from "../aloud/marks";
import type { Feature, ViewContext } from "../context";
import { radios } from "../controls";
import { make } from "../elements";
import { isControl } from "../focus";
import { type Band, lineAt } from "./lines";

/** The part of the window where the focus is at first. */
const start = 0.4;

export const lineFocus: Feature = (context) => {
  const { messages, panel, settings } = context;
  panel.add(
    radios(context, "lineFocus", messages.text("lineFocus"), (lines) =>
      lines === "off" ? messages.text("lineFocusOff") : messages.number(Number(lines)),
    ),
  );
  let focus: Focus | undefined;
  settings.watch(({ lineFocus }) => {
    if (lineFocus === "off") focus?.end();
    else focus ??= startFocus(context);
    if (lineFocus === "off") focus = undefined;
    focus?.show();
  });
};

interface Focus {
  show(): void;
  end(): void;
}

function startFocus({ document, window, story, settings, signal }: ViewContext): Focus {
  const article = story.closest("article")!;
  const above = make(document, "div", "shade above");
  const below = make(document, "div", "shade below");
  document.body.append(above, below);
  const ended = new AbortController();
  const until = { signal: AbortSignal.any([ended.signal, signal]), passive: true };
  let y = window.innerHeight * start;
  let line: Band = { top: y, bottom: y };

  const show = () => {
    const around = (Number(settings.current.lineFocus) - 1) / 2;
    line = lineAt(article, y);
    const more = around * (line.bottom - line.top);
    // A picture is seen whole, and nothing beside it.
    const { top, bottom } = line.isPicture ? line : { top: line.top - more, bottom: line.bottom + more };
    above.style.height = `${Math.max(0, top)}px`;
    below.style.top = `${bottom}px`;
  };
  const moveTo = (place: number) => {
    y = place;
    show();
  };
  /** Move the text under the focus; where it cannot be moved any more, the focus moves. */
  const step = (way: -1 | 1) => {
    const height = line.bottom - line.top;
    const from = window.scrollY;
    window.scrollBy({ top: way * height, behavior: "instant" });
    moveTo((line.top + line.bottom) / 2 + way * height - (window.scrollY - from));
  };

  document.addEventListener("pointermove", ({ clientY }) => moveTo(clientY), until);
  document.addEventListener("scroll", show, until);
  window.addEventListener("resize", show, until);
  story.addEventListener(
    "clearstory-spoken",
    () => {
      const { top, bottom } = spokenRange(window)?.getBoundingClientRect() ?? line;
      moveTo((top + bottom) / 2);
    },
    until,
  );
  document.addEventListener(
    "keydown",
    (event) => {
      const way = { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key];
      if (!way || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || isControl(event.target)) return;
      event.preventDefault();
      step(way);
    },
    { signal: until.signal },
  );
  return {
    show,
    end() {
      ended.abort();
      above.remove();
      below.remove();
    },
  };
}
