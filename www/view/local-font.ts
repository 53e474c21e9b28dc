// Let the reader name any font of this computer, and say whether it is there.
import type { ControlKit } from "./controls";
import { make } from "./elements";
import { fields } from "./settings";

export function localFont({ document, messages, settings }: ControlKit): HTMLElement {
  const row = make(document, "label", "local-font");
  const input = make(document, "input");
  Object.assign(input, { type: "text", autocomplete: "off", spellcheck: false });
  const verdict = make(document, "span");
  verdict.setAttribute("role", "status");
  input.addEventListener("change", () => {
    const name = input.value.trim();
    if (fields.localFont.allows(name)) settings.change({ localFont: name });
  });
  settings.watch(({ font, localFont }) => {
    row.hidden = font !== "local";
    input.value = localFont;
    verdict.textContent = localFont === "" || isInstalled(document, localFont) ? "" : messages.text("localFontMissing");
  });
  row.append(make(document, "span", "", messages.text("localFont")), input, verdict);
  return row;
}

/** A font that is there changes the width of a text at least beside one of two that differ in everything. */
function isInstalled(document: Document, name: string): boolean {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return true;
  const width = (family: string) => {
    pen.font = `72px ${family}`;
    return pen.measureText("mmmmmiiiiiWWWWW").width;
  };
  return ["monospace", "serif"].some((other) => width(`"${name}", ${other}`) !== width(other));
}
