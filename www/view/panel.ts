// Make the one panel of settings: a sheet beside the story that shows each change at once.
import type { Choices } from "./choices";
import { colours } from "./colours";
import { type ControlKit, checkbox, radios, slider } from "./controls";
import { button, make, signButton } from "./elements";
import { localFont } from "./local-font";
import type { Messages } from "./messages";

export interface Panel {
  /** The button that opens it, for the toolbar. */
  readonly opener: HTMLElement;
  /** Put a group of controls at the end. */
  add(...controls: HTMLElement[]): void;
  /** Put a button at the foot, which closes the panel. */
  addButton(name: string, press: () => void): void;
  toggle(): void;
}

export function settingsPanel(document: Document, messages: Messages, settings: Choices): Panel {
  const kit: ControlKit = { document, messages, settings };
  const panel = make(document, "section", "panel");
  panel.popover = "auto";
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", messages.text("settings"));

  const opener = signButton(document, "settings", messages.text("settings"));
  opener.popoverTargetElement = panel;

  const foot = make(document, "footer");
  foot.append(refusal(kit), button(document, "plain", messages.text("reset"), settings.reset));
  panel.append(group(document, ...look(kit)), group(document, ...spacing(kit)), group(document, ...habits(kit)), foot);
  document.body.append(panel);
  return {
    opener,
    add: (...controls) => foot.before(group(document, ...controls)),
    addButton(name, press) {
      const close = () => {
        panel.hidePopover();
        press();
      };
      foot.append(button(document, "plain", name, close));
    },
    toggle: () => panel.togglePopover(),
  };
}

function group(document: Document, ...controls: HTMLElement[]): HTMLElement {
  const element = make(document, "div", "group");
  element.append(...controls);
  return element;
}

function look(kit: ControlKit): HTMLElement[] {
  const { messages } = kit;
  return [
    radios(kit, "theme", messages.text("theme"), (name) => messages.text(`theme_${name}`)),
    colours(kit),
    radios(kit, "font", messages.text("font"), (name) => messages.text(`font_${name}`)),
    localFont(kit),
  ];
}

function spacing(kit: ControlKit): HTMLElement[] {
  const { messages } = kit;
  const percent = (value: number) => messages.number(value / 100, { style: "percent" });
  return [
    slider(kit, "textSize", messages.text("textSize"), percent),
    slider(kit, "lineWidth", messages.text("lineWidth"), (letters) => messages.count("letters", letters)),
    slider(kit, "lineHeight", messages.text("lineHeight"), percent),
    slider(kit, "paragraphSpacing", messages.text("paragraphSpacing"), percent),
    slider(kit, "letterSpacing", messages.text("letterSpacing"), percent),
    slider(kit, "wordSpacing", messages.text("wordSpacing"), percent),
    radios(kit, "align", messages.text("align"), (name) => messages.text(`align_${name}`)),
  ];
}

function habits(kit: ControlKit): HTMLElement[] {
  const { messages } = kit;
  return [
    checkbox(kit, "hyphens", messages.text("hyphens")),
    checkbox(kit, "keys", messages.text("keys")),
    checkbox(kit, "rememberPlace", messages.text("rememberPlace")),
    checkbox(kit, "printLinks", messages.text("printLinks")),
  ];
}

/** The quiet sentence for a store that is full or forbidden. */
function refusal({ document, messages, settings }: ControlKit): HTMLElement {
  const sentence = make(document, "p", "refusal");
  sentence.setAttribute("role", "status");
  settings.onSave((isSaved) => {
    sentence.textContent = isSaved ? "" : messages.text("notSaved");
  });
  return sentence;
}
