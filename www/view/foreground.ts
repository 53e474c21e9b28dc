// Keep the cover in front and the keyboard inside it, whatever the page opens or focuses meanwhile.
import { plain } from "../shim/plain";

/** Two that both insist on being in front would never end; after this many times the page has its way. */
const mostRaises = 20;

/** Begin to keep `dialog` in front and the focus in `frame`, its content; the page has both as `host`. The result ends it. */
export function keepInFront(host: HTMLElement, dialog: HTMLDialogElement, frame: HTMLIFrameElement): () => void {
  const page = plain(dialog.ownerDocument);
  const window = frame.contentWindow!;
  let raises = 0;

  const raise = () => {
    if (raises++ >= mostRaises) return;
    dialog.close();
    dialog.showModal();
    window.focus();
  };
  const opened = ({ target, newState }: Event & { newState?: string }) => {
    if (newState === "open" && (target as Element).matches(":modal, [popover]")) raise();
  };
  // What opens inside a shadow root is not heard of, but it takes the focus; and so may the page at any time.
  const lost = () => {
    setTimeout(() => {
      // Without the focus in the page either, the reader has turned to the browser or to another window.
      if (!dialog.open || !page.hasFocus()) return;
      if (isCovered(page, host)) raise();
      // A player that the reader has started in the story has the focus by right.
      else if (window.document.activeElement?.localName !== "iframe") window.focus();
    });
  };

  page.addEventListener("toggle", opened, true);
  window.addEventListener("blur", lost);
  return () => {
    page.removeEventListener("toggle", opened, true);
    window.removeEventListener("blur", lost);
  };
}

/** An open modal dialog makes all else unreachable, our own too. */
function isCovered(page: Document, host: HTMLElement): boolean {
  const { innerWidth, innerHeight } = page.defaultView!;
  return page.elementFromPoint(innerWidth / 2, innerHeight / 2) !== host;
}
