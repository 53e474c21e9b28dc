// Gather what is loaded on first use: the engine's side and the view.
export { loadMessages } from "../shim/languages";
export { extract, load } from "../shim/load";
export { open } from "../shim/open";
export { createToggle } from "../shim/toggle";
