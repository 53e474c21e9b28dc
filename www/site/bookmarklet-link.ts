// Make the bookmarklet's link ready to drag, from the built file of www/bookmarklet.

const folder = new URL("./bookmarklet/", document.baseURI);

export async function offerBookmarklet(link: HTMLAnchorElement, note: HTMLElement): Promise<void> {
  try {
    link.href = await bookmarklet();
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

/** As on the installation page: a bookmarklet built without a fixed address loads its reader from this site. */
async function bookmarklet(): Promise<string> {
  const response = await fetch(new URL("bookmarklet.txt", folder));
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  const code = await response.text();
  const reader = new URL("reader.js", folder).href;
  return `javascript:${encodeURIComponent(code.trim().replace("@@READER@@", reader))}`;
}
