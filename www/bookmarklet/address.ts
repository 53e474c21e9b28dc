// Make a bookmarklet's address from the built files, wherever their folder is served.
import { error_no_window } from "../_locales/en/messages.json";
import { loadMessages } from "../shim/languages";

/** The longest address that every browser and bookmark service is known to keep, and one more. */
const tooLong = 2000;

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

/** Written as short as it can be: of what an address gives a meaning to, a script's may hold all but the "#". */
function addressOf(code: string): string {
  return `javascript:${encodeURI(code).replaceAll("#", "%23").replaceAll("%7B", "{").replaceAll("%7D", "}")}`;
}
