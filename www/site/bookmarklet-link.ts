// Make the bookmarklet's link ready to drag.
import { bookmarkletAddress } from "../bookmarklet/address";

export async function offerBookmarklet(link: HTMLAnchorElement, note: HTMLElement): Promise<void> {
  try {
    link.href = await bookmarkletAddress(new URL("./bookmarklet/", document.baseURI));
  } catch {
    note.textContent = "The bookmarklet could not be loaded; reload this page to try again.";
    return;
  }
  link.addEventListener("click", (event) => {
    // Here it would only read the demo page.
    event.preventDefault();
    note.textContent = "Drag the link to the bookmarks bar; it works from there, on any page.";
  });
}
