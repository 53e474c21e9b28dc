// Hold the one engine instance: made on first use, replaced after a trap or when it has grown, tried again after a failed
// load.
import init, * as glue from "../../target/engine/clearstory.js";
import type { TextFormat } from "../view/delivery";
import type { Article, Choice, ExtractOptions, Source } from "./article";
import { compileEngine, withReason } from "./engine-file";
import { toClearstoryError } from "./error";
import { type Kept, kept } from "./kept";

export interface Engine {
  extract(source: Source, options?: ExtractOptions): Article;
  /** Select the story of a page anew, as a reader chooses. The page is parsed once for any number of choices in a row. */
  select(source: Source, choice: Choice): Article;
  render(article: Article, format: TextFormat): string;
  renderEpub(article: Article, pictures?: Pictures): Uint8Array<ArrayBuffer>;
}

/** The bytes of pictures by their address, as `src` in the story or `leadImage` has it. */
export type Pictures = Record<string, Uint8Array>;

/** Bytes past which an instance, which never gives memory back, makes way for a new one. */
const mostMemory = 64 * 1024 * 1024;

let loaded: Kept<Engine> | undefined;
let mustReset = false;
/** Tells whether the instance has grown past `mostMemory`. */
let isLarge = () => false;

/** Load the engine that `get` gets, once. */
export function loadEngine(get: () => Promise<Response>): Promise<Engine> {
  loaded ??= kept(async () => startEngine(await compileEngine(get)));
  return loaded.get();
}

/** Make the instance, of a module that is compiled. */
export async function startEngine(module: WebAssembly.Module): Promise<Engine> {
  await withReason(() => init({ module_or_path: module }));
  // Once there is an instance, it is only handed out.
  isLarge = () => glue.initSync({ module }).memory.buffer.byteLength > mostMemory;
  return engine;
}

const engine: Engine = {
  extract: (source, options) => callOnce(() => glue.extract(source.html, { url: source.url, ...options })),
  select(source, choice) {
    call(() => leaveOther(source));
    return call(() => pageOf(source).select(choice));
  },
  render: (article, format) => callOnce(() => glue.render(article, format)),
  renderEpub: (article, pictures) => callOnce(() => new Uint8Array(glue.renderEpub(article, pictures))),
};

/** The page that was parsed last for a reader's choices. */
let parsed: { source: Source; page: glue.Page } | undefined;

function pageOf(source: Source): glue.Page {
  parsed ??= { source, page: new glue.Page(source.html, { url: source.url }) };
  return parsed.page;
}

/** Let the page go that was parsed last, unless it is this one. */
function leaveOther({ html, url }: Source): void {
  if (!parsed || (parsed.source.html === html && parsed.source.url === url)) return;
  parsed.page.free();
  parsed = undefined;
  mustReset = isLarge();
}

/** Run a call that leaves nothing behind in the instance. */
function callOnce<Result>(work: () => Result): Result {
  try {
    return call(work);
  } finally {
    mustReset ||= isLarge();
  }
}

/** Run one call; if an earlier one left the instance half way, run it on a new instance of the same module. */
function call<Result>(work: () => Result): Result {
  try {
    if (mustReset) {
      // What the instance held went with it.
      parsed = undefined;
      glue.__wbg_reset_state();
      mustReset = false;
    }
    return work();
  } catch (thrown) {
    const error = toClearstoryError(thrown);
    // An error of the engine's own kind left it whole; anything else may not have.
    mustReset ||= error.code === "crashed" || error.code === "unexpected";
    throw error;
  }
}
