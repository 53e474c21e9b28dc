// Be the module that the bookmarklet loads into a page: one toggle, kept for the next press.

import { pageDelivery } from "../shim/delivery";
import { loadMessages } from "../shim/languages";
import { extract, load } from "../shim/load";
import { createToggle } from "../shim/toggle";

const reader = createToggle(document, {
  extract,
  delivery: pageDelivery,
  messages: () => loadMessages(navigator.languages),
});

/**
 * The bookmarklet was pressed. A module is loaded once per page, so this is also how the view is closed. Fails where
 * nothing can be shown in this page; the bookmarklet then opens a window.
 */
export async function press(): Promise<void> {
  await load();
  await reader.press();
}
