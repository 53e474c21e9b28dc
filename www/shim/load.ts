// Load the engine from beside this bundle, and extract with it, in the page's own world.
import type { TextFormat } from "../view/delivery";
import type { Article, ExtractOptions, Source } from "./article";
import { type Engine, loadEngine, type Pictures } from "./engine";
import { engineFile } from "./engine-file";
import { underPagePolicy } from "./policy-watch";

/** Load the engine, once. It may be called early, to have the engine warm; a failed load can be tried again. */
export function load(): Promise<Engine> {
  // Written out like this, so that bundlers see the file and take it along.
  return underPagePolicy(() => loadEngine(() => engineFile.get(new URL("./clearstory_bg.wasm", import.meta.url))));
}

export async function extract(source: Source, options?: ExtractOptions): Promise<Article> {
  return (await load()).extract(source, options);
}

export async function render(article: Article, format: TextFormat): Promise<string> {
  return (await load()).render(article, format);
}

export async function renderEpub(article: Article, pictures?: Pictures): Promise<Uint8Array<ArrayBuffer>> {
  return (await load()).renderEpub(article, pictures);
}
