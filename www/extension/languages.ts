// Give the view the messages that the browser has chosen from _locales for its reader.
import { type Messages, messagesIn } from "../view/messages";

export function extensionMessages(): Messages {
  // The browser says which language it runs in, but not which of ours it took for it; that stands in the file itself.
  return messagesIn(chrome.i18n.getMessage("language"), (key, values) => chrome.i18n.getMessage(key, values));
}
