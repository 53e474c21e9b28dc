// Load the reader into the page that is open, or say why the page does not let it in. Becomes the bookmark's address,
// so it stays short and stands alone.
import { error_blocked, error_unavailable } from "../_locales/en/messages.json";

/** The address of reader.js, filled in when the bookmarklet is built or installed. */
declare const __READER__: string;

// Through a variable, or the bundler takes the address for a module of its own and adds code to find it.
const address = __READER__;
let isRefused = false;
const refused = () => {
  isRefused = true;
};
document.addEventListener("securitypolicyviolation", refused);
import(address)
  .then(
    (reader: { press(): Promise<void> }) => reader.press(),
    async () => {
      // The policy's report comes as a task of its own, after the failure.
      await new Promise((resolve) => setTimeout(resolve));
      throw Error(isRefused ? error_blocked.message : error_unavailable.message);
    },
  )
  .catch((error: Error) => explain(error.message))
  .finally(() => document.removeEventListener("securitypolicyviolation", refused));

/** Built by DOM calls and inline properties alone: those no policy forbids. */
function explain(sentence: string): void {
  const dialog = document.createElement("dialog");
  const button = document.createElement("button");
  const style =
    "all:initial;display:block;position:fixed;inset:0;margin:auto;max-width:26em;height:fit-content;padding:1.5em;" +
    "border:0;border-radius:.5em;background:Canvas;color:CanvasText;color-scheme:light dark;font:16px/1.5 system-ui;" +
    "box-shadow:0 .3em 2em #0006";
  dialog.style.cssText = style.replace(/;|$/g, "!important;");
  button.textContent = "OK";
  button.style.cssText = "all:revert!important;display:block!important;margin-top:1em!important";
  button.onclick = () => dialog.close();
  dialog.onclose = () => dialog.remove();
  dialog.append(sentence, button);
  document.documentElement.append(dialog);
  dialog.showModal();
}
