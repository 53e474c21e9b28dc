// Let the reader choose own colours, and say how well they can be read.
import { contrast, enough } from "./contrast";
import type { ControlKit } from "./controls";
import { make } from "./elements";

const parts = ["ink", "paper", "link"] as const;

export function colours({ document, messages, settings }: ControlKit): HTMLElement {
  const group = make(document, "div", "colours");
  for (const part of parts) {
    const row = make(document, "label");
    const input = make(document, "input");
    input.type = "color";
    input.addEventListener("input", () => settings.change({ [part]: input.value }));
    settings.watch((current) => {
      input.value = current[part];
    });
    row.append(input, make(document, "span", "", messages.text(`colour_${part}`)));
    group.append(row);
  }
  const verdict = make(document, "p");
  verdict.setAttribute("role", "status");
  group.append(verdict);

  settings.watch(({ theme, ink, link, paper }) => {
    group.hidden = theme !== "custom";
    const ratio = Math.min(contrast(ink, paper), contrast(link, paper));
    // Rounded down: 4.49 is not enough, and must not read as 4.5.
    const shown = messages.number(Math.floor(ratio * 10) / 10, { minimumFractionDigits: 1 });
    verdict.textContent = messages.text(ratio < enough ? "contrastLow" : "contrast", shown);
    verdict.classList.toggle("warning", ratio < enough);
  });
  return group;
}
