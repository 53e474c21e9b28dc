// Let the keyboard into what is wider than its place, and past what is not.
import type { ViewContext } from "../context";

interface Wide {
  readonly element: HTMLElement;
  readonly name: string;
}

export function watchWidths({ window, signal }: ViewContext, wide: readonly Wide[]): void {
  const names = new Map(wide.map(({ element, name }) => [element as Element, name]));
  const observer = new window.ResizeObserver((changes) => {
    for (const { target } of changes) {
      const element = target as HTMLElement;
      if (element.scrollWidth > element.clientWidth) {
        element.tabIndex = 0;
        element.setAttribute("role", "group");
        element.setAttribute("aria-label", names.get(element) ?? "");
      } else if (element.localName === "pre") {
        for (const name of ["tabindex", "role", "aria-label"]) element.removeAttribute(name);
      } else element.removeAttribute("tabindex");
    }
  });
  for (const { element } of wide) observer.observe(element);
  signal.addEventListener("abort", () => observer.disconnect());
}
