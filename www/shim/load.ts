// Load the engine from beside this bundle, and extract with it, in the page's own world.
import type { Article, ExtractOptions, Source } from "./article";
import { type Engine, loadEngine, type Pictures } from "./engine";
import { underPagePolicy } from "./policy-watch";

/** What the engine's file is held to, as Subresource Integrity has it; filled in when it is built. */
declare const __ENGINE_INTEGRITY__: string;

/** How the engine's file is read; Node cannot fetch files (www/embed/node.ts). */
export const engineFile = {
  get: (address: URL): Promise<Response> => fetch(address, { integrity: __ENGINE_INTEGRITY__ }),
};

/** Load the engine, once. It may be called early, to have the engine warm; a failed load can be tried again. */
export function load(): Promise<Engine> {
  // Written out like this, so that bundlers see the file and take it along.
  return underPagePolicy(() => loadEngine(() => engineFile.get(new URL("./clearstory_bg.wasm", import.meta.url))));
}

export async function extract(source: Source, options?: ExtractOptions): Promise<Article> {
  return (await load()).extract(source, options);
}

export async function renderEpub(article: Article, pictures?: Pictures): Promise<Uint8Array<ArrayBuffer>> {
  return (await load()).renderEpub(article, pictures);
}
