// Make the bookmarklet for the place that this page is served from, to drag or to copy.

import { bookmarkletAddress } from "./address";
import { loadWords, sayWords } from "./page-words";

const link = document.querySelector<HTMLAnchorElement>("#bookmarklet")!;
const copy = document.querySelector<HTMLButtonElement>("#copy")!;
const copied = document.querySelector<HTMLElement>("#copied")!;
const words = await loadWords(navigator.languages);
sayWords(words);

try {
  link.href = await bookmarkletAddress(new URL("./", location.href));
} catch {
  copied.textContent = words.text("installFailed");
}

// Here it would only read the installation page.
link.addEventListener("click", (event) => {
  event.preventDefault();
  copied.textContent = words.text("installDragInstead");
});
copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(link.href);
    copied.textContent = words.text("installCopied");
  } catch {
    copied.textContent = words.text("installNotCopied");
  }
});
