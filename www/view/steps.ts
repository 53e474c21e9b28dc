// Walk through the story by single keys: from paragraph to paragraph, from heading to heading.
import type { ViewContext } from "./context";
import { goTo } from "./outline";
import { readingLine } from "./reading";

/** Layout is not exact to the pixel. */
const tolerance = 2;

export function steps({ window, main, story, messages, keys, reading }: ViewContext): void {
  const headings = () => [
    main.querySelector<HTMLElement>("h1")!,
    ...story.querySelectorAll<HTMLElement>("h2, h3, h4, h5, h6"),
  ];
  const step = (targets: readonly HTMLElement[], direction: 1 | -1) => {
    const beyond = (target: HTMLElement) => (target.getBoundingClientRect().top - readingLine) * direction > tolerance;
    const target = direction > 0 ? targets.find(beyond) : [...targets].reverse().find(beyond);
    if (target) goTo(window, target);
    else if (direction < 0) window.scrollTo({ top: 0, behavior: "instant" });
  };
  keys.add(
    { key: "j", name: messages.text("key_nextBlock"), run: () => step(reading.blocks, 1) },
    { key: "k", name: messages.text("key_previousBlock"), run: () => step(reading.blocks, -1) },
    { key: "n", name: messages.text("key_nextHeading"), run: () => step(headings(), 1) },
    { key: "p", name: messages.text("key_previousHeading"), run: () => step(headings(), -1) },
  );
}
