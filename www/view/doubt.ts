// Say over a story what speaks against it, and offer what may be meant instead.
import type { Article } from "../shim/article";
import type { ViewContext } from "./context";
import { button, make } from "./elements";
import type { MessageKey } from "./messages";
import { notice } from "./notice";
import { orSay, wayButtons } from "./offers";

export function doubt(context: ViewContext): void {
  const { document, main, article, messages, source, copySelected, reselect } = context;
  const said = doubtIn(article);
  if (!said) return;
  const box = make(document, "div", "notice");
  box.append(notice(document, messages.text(said)));
  if (source && said === "unsure") {
    const show = (all: typeof source) => reselect({ all: true }, all);
    if (article.candidates.length > 0) box.append(...candidates(context));
    box.append(wayButtons(document, messages, { source, copySelected, show }));
  }
  main.prepend(box);
}

function doubtIn({ notice, isSure, fixes }: Article): MessageKey | undefined {
  if (notice) return `notice_${notice}`;
  if (fixes.includes("refused")) return "rulesRefused";
  return isSure ? undefined : "unsure";
}

/** Each part of the page that may be its story: a press shows it. */
function candidates({ document, article, choice, messages, reselect }: ViewContext): HTMLElement[] {
  const list = make(document, "ul", "candidates");
  const name = make(document, "p", "", messages.text("candidates"));
  name.id = "candidates";
  list.setAttribute("aria-labelledby", name.id);
  for (const { title, text, target } of article.candidates) {
    const pick = () => reselect({ least: choice.least, fixes: choice.fixes, picks: [{ act: "root", target }] });
    const choose = button(document, "candidate", "", () => void orSay(document, messages, pick()));
    choose.dir = "auto";
    if (title) choose.append(make(document, "strong", "", title), " ");
    choose.append(text);
    const item = make(document, "li");
    item.append(choose);
    list.append(item);
  }
  return [name, list];
}
