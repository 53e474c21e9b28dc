// Wait for what a reader sees, so that what is not seen does not keep it back.

/** Milliseconds. A window that nobody sees may paint nothing at all. */
const longestWait = 200;

/** Wait until what is in `document` now has been painted. */
export function painted(document: Document): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, longestWait);
    // Of two tasks, the one that is asked for while a frame is made comes when it is made.
    document.defaultView?.requestAnimationFrame(() => setTimeout(resolve));
  });
}
