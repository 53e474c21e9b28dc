// Show the story of the page that is open: in the page, where it lets the reader in, else in a window of the reader's own
// that is handed the page. Becomes the bookmark's address, so it stays short and stands alone.
import { error_no_window } from "../_locales/en/messages.json";
import type { Source } from "../shim/article";

/** The address of the folder that this is built into, ending in "/"; filled in when the bookmarklet is built or installed. */
declare const __FOLDER__: string;

const folder = __FOLDER__;
try {
  // The smallest module there is. A policy that forbids WebAssembly says so at once, while the click still opens windows;
  // WebKit says it only of an instance.
  new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  // Through a variable, or the bundler takes the address for a module of its own and adds code to find it.
  import(`${folder}reader.js`).then((reader: { press(): Promise<void> }) => reader.press()).catch(handOver);
} catch {
  handOver();
}

/** Open the reader's window, and give it this page when it asks; window.ts is the other side. */
function handOver(): void {
  const nonce = `${crypto.getRandomValues(new Uint32Array(4))}`;
  const reader = openWindow(`${folder}window.html#${nonce}`);
  const { origin } = new URL(folder);
  const answer = (event: MessageEvent) => {
    if (event.source !== reader || event.origin !== origin || event.data !== nonce) return;
    removeEventListener("message", answer, true);
    // A page that keeps WebAssembly out may let modules in: then it is captured as in the other deliveries. Elsewhere no
    // code runs but these few characters, which have no room for more.
    import(`${folder}capture.js`)
      .then((module: { capture(document: Document): Source }) => module.capture(document).html)
      .catch(() => root().outerHTML)
      .then((html) => reader?.postMessage({ nonce, url: location.href, html }, origin));
  };
  if (reader) addEventListener("message", answer, true);
  else explain(error_no_window.message);
}

/** Past the page's pictures and forms that are called so. */
function root(): Element {
  return new XPathEvaluator().evaluate("*", document).iterateNext() as Element;
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] {
  return Document.prototype.createElement.call(document, tag) as HTMLElementTagNameMap[Tag];
}

/** Null where the browser lets none open; in a sandboxed page Firefox throws. */
function openWindow(address: string): Window | null {
  try {
    return open(address);
  } catch {
    return null;
  }
}

/** Built by DOM calls and inline properties alone: those no policy forbids. */
function explain(sentence: string): void {
  const dialog = make("dialog");
  const button = make("button");
  const style =
    "all:initial;display:block;position:fixed;inset:0;margin:auto;max-width:26em;height:fit-content;padding:1.5em;" +
    "border:1px solid;background:Canvas;color:CanvasText;color-scheme:light dark;font:16px/1.5 system-ui";
  dialog.style.cssText = style.replace(/;|$/g, "!important;");
  button.textContent = "OK";
  button.style.cssText = "all:revert!important;display:block!important;margin-top:1em!important";
  button.onclick = () => dialog.close();
  dialog.onclose = () => dialog.remove();
  dialog.append(sentence, button);
  root().append(dialog);
  dialog.showModal();
}
