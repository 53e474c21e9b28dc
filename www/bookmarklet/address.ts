// Make a bookmarklet's address from the built files, wherever their folder is served.
import { error_no_window } from "../_locales/en/messages.json";
import { loadMessages } from "../shim/languages";
import { addressOf, tooLong } from "./script-address";

/** The `javascript:` address of the bookmarklet whose files lie in `folder`, which ends in "/". */
export async function bookmarkletAddress(folder: URL): Promise<string> {
  const response = await fetch(new URL("bookmarklet.txt", folder));
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  // A folder built without a fixed address works wherever it lies: its own address is put in here.
  const english = (await response.text()).replace("@@FOLDER@@", folder.href);
  const messages = await loadMessages(navigator.languages);
  const translated = english.replace(error_no_window.message, () => messages.text("error_no_window"));
  return [translated, english].map(addressOf).find(({ length }) => length < tooLong) ?? addressOf(english);
}
