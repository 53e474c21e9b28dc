// List the story's headings, mark the one that is being read, and lead to any of them.
import type { ViewContext } from "./context";
import { button, make, signButton } from "./elements";
import { readingLine } from "./reading";

/** One heading needs no list. */
const fewestHeadings = 2;

export function outline({ document, window, main, story, messages, toolbar, keys, reading }: ViewContext): void {
  const headings = [...story.querySelectorAll<HTMLElement>("h2, h3, h4, h5, h6")].filter(
    (heading) => heading.textContent.trim() !== "",
  );
  if (headings.length < fewestHeadings) return;

  const panel = make(document, "nav", "outline");
  panel.popover = "auto";
  panel.setAttribute("aria-label", messages.text("outline"));
  const opener = signButton(document, "outline", messages.text("outline"));
  opener.popoverTargetElement = panel;
  toolbar.add(opener);
  keys.add({ key: "o", name: messages.text("outline"), run: () => panel.togglePopover() });

  const targets = [main.querySelector<HTMLElement>("h1")!, ...headings];
  const top = Math.min(...headings.map(levelOf));
  const list = make(document, "ol");
  const entries = targets.map((target, index) => {
    const entry = button(document, "", target.textContent.trim(), () => {
      panel.hidePopover();
      goTo(window, target);
    });
    entry.dataset.level = String(index === 0 ? 0 : Math.min(levelOf(target) - top, 3));
    const item = make(document, "li");
    item.append(entry);
    list.append(item);
    return entry;
  });
  list.lang = story.closest("article")!.lang;
  panel.append(list);
  document.body.append(panel);

  const mark = () => {
    const current = lastAbove(targets, window.innerHeight / 3);
    entries.forEach((entry, index) => {
      if (index === current) entry.setAttribute("aria-current", "true");
      else entry.removeAttribute("aria-current");
    });
    entries[current]?.scrollIntoView({ block: "nearest" });
  };
  // Marked when it is seen; a list that nobody looks at needs no marks.
  panel.addEventListener("toggle", () => {
    if (!panel.matches(":popover-open")) return;
    mark();
    entries.find((entry) => entry.hasAttribute("aria-current"))?.focus();
  });
  reading.watch(() => {
    if (panel.matches(":popover-open")) mark();
  });
}

/** Scroll to a heading, and let a screen reader and the keyboard go on from there. */
export function goTo(window: Window, target: HTMLElement): void {
  // What stands over the title belongs to it.
  if (target.localName === "h1") window.scrollTo({ top: 0, behavior: "instant" });
  else window.scrollBy({ top: target.getBoundingClientRect().top - readingLine, behavior: "instant" });
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

function lastAbove(targets: readonly HTMLElement[], line: number): number {
  const below = targets.findIndex((target) => target.getBoundingClientRect().top > line);
  return Math.max(below < 0 ? targets.length - 1 : below - 1, 0);
}

function levelOf(heading: HTMLElement): number {
  return Number(heading.localName[1]);
}
