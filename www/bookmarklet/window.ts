// Be the window that shows the story of a page which does not let the reader in.
import { toClearstoryError } from "../shim/error";
import { firstStory } from "../shim/first-story";
import { loadMessages } from "../shim/languages";
import { pageStore } from "../view/store";
import { showArticle, showError, type ViewOptions } from "../view/view";
import { extract, warm, windowDelivery } from "./engine";
import { receivePage } from "./handed-over";
import { loadWords, sayWords } from "./page-words";

// Meanwhile; if it fails, the extraction says so.
warm().catch(() => {});
const options: Omit<ViewOptions, "source"> = {
  store: pageStore,
  messages: await loadMessages(navigator.languages),
  delivery: windowDelivery,
  onClose: leave,
};
try {
  const source = await receivePage(window);
  const { article, choice } = await firstStory(source, { ...options, extract });
  document.title = article.metadata.title ?? document.title;
  await showArticle(document, article, { ...options, source, choice });
} catch (error) {
  await showError(document, toClearstoryError(error), { ...options, source: undefined });
}

/** Back to the page, which lies under this window; where the browser closes no windows for scripts, say what this one is. */
async function leave(): Promise<void> {
  window.close();
  sayWords(await loadWords(navigator.languages));
  document.querySelector("main")!.hidden = false;
}
