// Do for the view what it needs beyond itself: in the tab what can be done there, the rest in the background.
import {
  type BindMessage,
  isArticleReply,
  isTextReply,
  type RenderMessage,
  requireSize,
  type SelectMessage,
} from "../shim/engine-messages";
import { ClearstoryError } from "../shim/error";
import { plain } from "../shim/plain";
import type { Delivery } from "../view/delivery";
import { ask, askFor } from "./ask";
import { fromCharacters } from "./bytes";
import { type CodeMessage, isCodeReply } from "./messages";
import { tokeniser, world } from "./world";

export const extensionDelivery: Delivery = {
  async loadTokeniser() {
    if (!world[tokeniser]) {
      const message: CodeMessage = { type: "code" };
      await ask(message, isCodeReply);
    }
    if (!world[tokeniser]) throw new ClearstoryError("disconnected");
    return world[tokeniser];
  },
  async select({ html, url }, choice) {
    requirePage(html);
    const message: SelectMessage = { type: "select", html, url, choice };
    return (await askFor(message, isArticleReply)).article;
  },
  render: (article, format) => printed({ type: "render", article, format }),
  // Without the pictures that are on servers: the extension asks none.
  bind: async (article) => fromCharacters(await printed({ type: "bind", article })),
};

/** Fail where the copy of a page is none that the engine can be asked about. */
export function requirePage(html: string): void {
  // Shown by the browser in a page of its own making.
  if (/^(?:image|audio|video)\/|\/pdf$/.test(plain(document).contentType)) throw new ClearstoryError("not-a-page");
  requireSize(html);
}

async function printed(message: RenderMessage | BindMessage): Promise<string> {
  return (await askFor(message, isTextReply)).text;
}
