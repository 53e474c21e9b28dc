// List the keys that do something, in a dialog.
import { make, signButton } from "./elements";
import type { Keys } from "./keys";
import type { Messages } from "./messages";

/** The result opens the list. */
export function keyList(document: Document, messages: Messages, keys: Keys): () => void {
  const dialog = make(document, "dialog", "keys");
  dialog.setAttribute("aria-labelledby", "keys-title");
  const title = make(document, "h2", "", messages.text("shortcuts"));
  title.id = "keys-title";
  const closer = signButton(document, "close", messages.text("close"));
  closer.addEventListener("click", () => dialog.close());
  const list = make(document, "dl");
  dialog.append(title, closer, list);
  document.body.append(dialog);

  const open = () => {
    const commands = keys.commands.flatMap(({ key, name }) => (name ? [{ sign: key.toUpperCase(), name }] : []));
    list.replaceChildren(
      ...[...commands, ...keys.others, { sign: "Esc", name: messages.text("back") }].map(({ sign, name }) => {
        const entry = make(document, "div");
        const term = make(document, "dt");
        term.append(make(document, "kbd", "", sign));
        entry.append(term, make(document, "dd", "", name));
        return entry;
      }),
    );
    dialog.showModal();
  };
  keys.add({ key: "?", name: messages.text("shortcuts"), run: open });
  return open;
}
