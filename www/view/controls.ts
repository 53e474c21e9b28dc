// Make the controls that change a setting, each with its name and its value in words.
import type { Choices } from "./choices";
import { make } from "./elements";
import type { Messages } from "./messages";
import { type Choice, type Flag, fields, type Named, type Range, type Settings } from "./settings";

export interface ControlKit {
  readonly document: Document;
  readonly messages: Messages;
  readonly settings: Choices;
}

/** A slider with its name and its value, which `say` puts into words. */
export function slider(
  kit: ControlKit,
  name: Named<Range>,
  label: string,
  say: (value: number) => string,
): HTMLElement {
  const { document, settings } = kit;
  const { from, to, step } = fields[name];
  const row = make(document, "div", "slider");
  const title = make(document, "label", "", label);
  title.htmlFor = `setting-${name}`;
  const value = make(document, "output");
  const input = make(document, "input");
  Object.assign(input, { id: title.htmlFor, type: "range", min: from, max: to, step });
  input.addEventListener("input", () => settings.change({ [name]: input.valueAsNumber }));
  settings.watch((current) => {
    input.value = String(current[name]);
    value.textContent = say(current[name]);
    input.setAttribute("aria-valuetext", value.textContent);
  });
  row.append(title, value, input);
  return row;
}

/** One of a few, as radio buttons. The class names of the group and of each row are those of the setting and the value. */
export function radios<Name extends Named<Choice<string>>>(
  kit: ControlKit,
  name: Name,
  legend: string,
  label: (value: Settings[Name]) => string,
): HTMLElement {
  const { document, settings } = kit;
  const group = make(document, "fieldset", `radios ${name}`);
  group.append(make(document, "legend", "", legend));
  for (const value of fields[name].names as readonly Settings[Name][]) {
    const row = make(document, "label", String(value));
    const input = make(document, "input");
    Object.assign(input, { type: "radio", name, value });
    input.addEventListener("change", () => settings.change({ [name]: value }));
    settings.watch((current) => {
      input.checked = current[name] === value;
    });
    row.append(input, make(document, "span", "", label(value)));
    group.append(row);
  }
  return group;
}

/** Yes or no. */
export function checkbox({ document, settings }: ControlKit, name: Named<Flag>, label: string): HTMLElement {
  const row = make(document, "label", "checkbox");
  const input = make(document, "input");
  input.type = "checkbox";
  input.addEventListener("change", () => settings.change({ [name]: input.checked }));
  settings.watch((current) => {
    input.checked = current[name];
  });
  row.append(input, make(document, "span", "", label));
  return row;
}
