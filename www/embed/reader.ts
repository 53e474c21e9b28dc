// Gather what is loaded on first use: the engine's side and the view.
export { pageDelivery } from "../shim/delivery";
export { loadMessages } from "../shim/languages";
export { extract, load, render, renderEpub } from "../shim/load";
export { open } from "../shim/open";
export { createToggle } from "../shim/toggle";
