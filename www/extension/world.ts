// Name what our scripts leave for one another in a tab. By symbols: strings could be names of the page's elements.
import type { Tokenise } from "../view/code/tokens";
import type { Injected } from "./content";

export const reader: unique symbol = Symbol.for("clearstory.reader");
export const tokeniser: unique symbol = Symbol.for("clearstory.tokeniser");

export const world = globalThis as { [reader]?: Injected; [tokeniser]?: Tokenise };
