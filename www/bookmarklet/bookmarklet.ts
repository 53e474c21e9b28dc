// Show the story of the page that is open: in the page, where it lets the reader in, else in a window of the reader's own
// that is handed the page. Becomes the bookmark's address, so it stays short and stands alone.
import { error_no_window } from "../_locales/en/messages.json";

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
    reader?.postMessage({ nonce, url: document.URL, html: document.documentElement.outerHTML }, origin);
  };
  if (reader) addEventListener("message", answer, true);
  else explain(error_no_window.message);
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
  const dialog = document.createElement("dialog");
  const button = document.createElement("button");
  const style =
    "all:initial;display:block;position:fixed;inset:0;margin:auto;max-width:26em;height:fit-content;padding:1.5em;" +
    "border:1px solid;background:Canvas;color:CanvasText;color-scheme:light dark;font:16px/1.5 system-ui";
  dialog.style.cssText = style.replace(/;|$/g, "!important;");
  button.textContent = "OK";
  button.style.cssText = "all:revert!important;display:block!important;margin-top:1em!important";
  button.onclick = () => dialog.close();
  dialog.onclose = () => dialog.remove();
  dialog.append(sentence, button);
  document.documentElement.append(dialog);
  dialog.showModal();
}
