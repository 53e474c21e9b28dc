// Notice that the page has gone on to another story under the view, and offer to read that one.
import type { Feature } from "./context";
import { say } from "./say";

/** Milliseconds in which a page may do as it likes before it is looked at. */
const pause = 500;

export const pageChanges: Feature = ({ page, document, messages, reread, signal }) => {
  if (!reread) return;
  const isOther = rememberPage(page);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    timer = undefined;
    if (!isOther()) return;
    stop.abort();
    say(document, messages.text("pageChanged"), { name: messages.text("readNew"), run: reread, isLasting: true });
  };
  const lookSoon = () => {
    timer ??= setTimeout(look, pause);
  };

  const stop = new AbortController();
  const observer = new MutationObserver(lookSoon);
  observer.observe(page.documentElement, { childList: true, subtree: true });
  // Where the browser tells of an address that changes without a load.
  page.defaultView?.navigation?.addEventListener("currententrychange", lookSoon, { signal: stop.signal });
  signal.addEventListener("abort", () => stop.abort());
  stop.signal.addEventListener("abort", () => {
    observer.disconnect();
    clearTimeout(timer);
  });
};

/** Remember what the page is; the result tells whether it is another one by now. */
function rememberPage(page: Document): () => boolean {
  const address = addressOf(page);
  // What the story stands in. A page that swaps its story makes these anew, or writes another headline into them.
  const around = [...page.querySelectorAll("body, main, article")];
  const headlines = [...page.querySelectorAll("h1")];
  const words = headlines.map(({ textContent }) => textContent);
  return () => {
    const isGone = around.filter(({ isConnected }) => !isConnected).length * 2 > around.length;
    const isRewritten = headlines.some(({ textContent }, index) => textContent !== words[index]);
    return addressOf(page) !== address || isGone || isRewritten;
  };
}

/** A fragment leads to another place of the same page. */
function addressOf(page: Document): string {
  return page.URL.split("#", 1)[0]!;
}
