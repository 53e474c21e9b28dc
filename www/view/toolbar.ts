// Make the one thin toolbar: where this page is from, the size of the text, and the way back.
import { labels } from "../shim/messages";

interface ToolbarActions {
  close(): void;
  canResize(step: -1 | 1): boolean;
  resize(step: -1 | 1): void;
}

export function toolbar(document: Document, host: string, actions: ToolbarActions): HTMLElement {
  const bar = document.createElement("div");
  bar.className = "toolbar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", labels.toolbar);

  const site = document.createElement("span");
  site.className = "site";
  site.textContent = host;

  const smaller = button(document, "smaller", labels.smaller, "A");
  const larger = button(document, "larger", labels.larger, "A");
  // Not `disabled`: a button that loses the focus at the last step would take the keyboard away with it.
  const showLimits = () => {
    smaller.setAttribute("aria-disabled", String(!actions.canResize(-1)));
    larger.setAttribute("aria-disabled", String(!actions.canResize(1)));
  };
  const resize = (step: -1 | 1) => () => {
    if (actions.canResize(step)) actions.resize(step);
    showLimits();
  };
  smaller.addEventListener("click", resize(-1));
  larger.addEventListener("click", resize(1));
  showLimits();

  const close = button(document, "close", labels.close, "×");
  close.title = labels.closeTitle;
  close.addEventListener("click", () => actions.close());

  bar.append(site, smaller, larger, close);
  return bar;
}

function button(document: Document, name: string, label: string, sign: string): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = name;
  element.title = label;
  element.setAttribute("aria-label", label);
  const glyph = document.createElement("span");
  glyph.setAttribute("aria-hidden", "true");
  glyph.textContent = sign;
  element.append(glyph);
  return element;
}
