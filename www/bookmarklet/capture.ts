// Be the module by which a page copies itself for the reader's window.
export { capture } from "../shim/capture";
