// Make the bookmarklet for the place that this page is served from, to drag or to copy.

import { bookmarkletAddress } from "./address";

const link = document.querySelector<HTMLAnchorElement>("#bookmarklet")!;
const copy = document.querySelector<HTMLButtonElement>("#copy")!;
const copied = document.querySelector<HTMLElement>("#copied")!;

try {
  link.href = await bookmarkletAddress(new URL("./", location.href));
} catch {
  copied.textContent = "The bookmarklet could not be loaded. Reload this page to try again.";
}

// Here it would only read the installation page.
link.addEventListener("click", (event) => {
  event.preventDefault();
  copied.textContent = "Drag the button to your bookmarks bar, or copy the bookmarklet.";
});
copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(link.href);
    copied.textContent = "Copied.";
  } catch {
    copied.textContent = "The browser did not allow copying. Right-click the button above and copy its address.";
  }
});
