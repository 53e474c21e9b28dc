// Give the view the messages that the browser has chosen from _locales for its reader.
import { type Messages, messagesIn } from "../view/messages";

export function extensionMessages(): Messages {
  // The browser says which language it runs in, but not which of ours it took for it; that stands in the file itself.
  return messagesIn(lookUp("language") || "en", lookUp);
}

/** Once the extension is updated or removed, nothing can be asked of it; errors then stay in English. */
function lookUp(key: string, values: string[] = []): string {
  try {
    return chrome.i18n.getMessage(key, values);
  } catch {
    return "";
  }
}
