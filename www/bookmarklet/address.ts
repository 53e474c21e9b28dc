// Make a bookmarklet's address from the built files, wherever their folder is served.

/** The `javascript:` address of the bookmarklet whose files lie in `folder`, which ends in "/". */
export async function bookmarkletAddress(folder: URL): Promise<string> {
  const response = await fetch(new URL("bookmarklet.txt", folder));
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  // A folder built without a fixed address works wherever it lies: its own address is put in here.
  const code = (await response.text()).replace("@@READER@@", new URL("reader.js", folder).href);
  return `javascript:${encodeURIComponent(code)}`;
}
