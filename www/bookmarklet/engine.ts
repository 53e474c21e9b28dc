// Have the window's engine in a worker beside it, and do with it what the view needs beyond itself.
import type { Article, Source } from "../shim/article";
import { engineApart } from "../shim/engine-apart";
import { compileEngine, engineFile } from "../shim/engine-file";
import { madeOf, requireSize } from "../shim/engine-messages";
import { picturesAtHand } from "../shim/pictures";
import { loadTokeniser } from "../shim/tokeniser";
import type { Delivery } from "../view/delivery";

/** Trusted Types, in browsers that have them. TypeScript does not know them yet. */
interface WithTrustedTypes {
  trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(address: string): string } };
}

const workerAddress = new URL("./engine-worker.js", import.meta.url).href;
/** The window's policy (window.html) lets no string become a script's address but through this, which knows one. */
const rules = { createScriptURL: (_: string) => workerAddress };
const policy = (globalThis as WithTrustedTypes).trustedTypes?.createPolicy("engine", rules) ?? rules;

const engine = engineApart(
  () => compileEngine(() => engineFile.get(new URL("./clearstory_bg.wasm", import.meta.url))),
  () => new Worker(policy.createScriptURL(workerAddress)),
);

/** Start the engine, if it is not there yet. */
export const { warm } = engine;

export async function extract({ html, url }: Source): Promise<Article> {
  requireSize(html);
  return madeOf(await engine.ask({ type: "extract", html, url })).article;
}

export const windowDelivery: Delivery = {
  loadTokeniser,
  async select({ html, url }, choice) {
    requireSize(html);
    return madeOf(await engine.ask({ type: "select", html, url, choice })).article;
  },
  render: async (article, format) => madeOf(await engine.ask({ type: "render", article, format })).text,
  bind: async (article) =>
    madeOf(await engine.ask({ type: "bind", article, pictures: await picturesAtHand(article) })).book,
};
