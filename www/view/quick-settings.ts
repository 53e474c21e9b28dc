// Change the settings that change most by single keys: the size of the text and the colours.
import type { Choices } from "./choices";
import type { Keys } from "./keys";
import type { Messages } from "./messages";
import { fields } from "./settings";

/** Steps of the slider that one key takes at once. */
const stride = 2;

export function quickSettings(keys: Keys, settings: Choices, messages: Messages): void {
  const { from, to, step } = fields.textSize;
  const resize = (direction: 1 | -1) => () => {
    const wanted = settings.current.textSize + direction * stride * step;
    settings.change({ textSize: Math.min(Math.max(wanted, from), to) });
  };
  const nextTheme = () => {
    const { names } = fields.theme;
    settings.change({ theme: names[(names.indexOf(settings.current.theme) + 1) % names.length]! });
  };
  keys.add(
    { key: "+", name: messages.text("key_larger"), run: resize(1) },
    // Where plus needs Shift, it is the same key.
    { key: "=", run: resize(1) },
    { key: "-", name: messages.text("key_smaller"), run: resize(-1) },
    { key: "t", name: messages.text("key_theme"), run: nextTheme },
  );
}
