// Put text on the clipboard, with its rich form beside it.

export interface Copied {
  readonly text: string;
  readonly html?: string;
}

/** Tells whether it worked. */
export async function copy(window: Window & typeof globalThis, { text, html }: Copied): Promise<boolean> {
  const { clipboard } = window.navigator;
  try {
    if (html === undefined) await clipboard.writeText(text);
    else {
      const blob = (type: string, part: string) => new window.Blob([part], { type });
      await clipboard.write([
        new window.ClipboardItem({ "text/plain": blob("text/plain", text), "text/html": blob("text/html", html) }),
      ]);
    }
    return true;
  } catch {
    // Pages without https have no such clipboard, and some refuse it to frames.
    return copyByCommand(window.document, { text, html });
  }
}

/** The older way: answer the browser's own command to copy. */
function copyByCommand(document: Document, { text, html }: { text: string; html: string | undefined }): boolean {
  const answer = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    if (html !== undefined) event.clipboardData?.setData("text/html", html);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", answer, { capture: true, once: true });
  try {
    return document.execCommand("copy");
  } finally {
    document.removeEventListener("copy", answer, { capture: true });
  }
}
