// Have the engine of the background answer: in a worker, where the browser lets a background start one, else right here.
import { answerWith } from "../shim/answer";
import { loadEngine } from "../shim/engine";
import { engineApart } from "../shim/engine-apart";
import { compileEngine } from "../shim/engine-file";
import type { Question, ReplyTo } from "../shim/engine-messages";
import { toClearstoryError } from "../shim/error";
import { toCharacters } from "./bytes";

const getFile = () => fetch(chrome.runtime.getURL("clearstory_bg.wasm"));

const engineHere = {
  warm: () => loadEngine(getFile),
  ask: async (question: Question): Promise<ReplyTo<Question>> => {
    try {
      return answerWith(await loadEngine(getFile), question);
    } catch (error) {
      return { error: toClearstoryError(error).code };
    }
  },
};

// Firefox's background is a page; Chromium's is a service worker, which has no workers.
const engine = globalThis.Worker
  ? engineApart(
      () => compileEngine(getFile),
      () => new Worker(chrome.runtime.getURL("engine-worker.js")),
    )
  : engineHere;

/** Load the engine, if it is not there yet. */
export const { warm } = engine;

/** What the engine makes, or why it makes nothing, as a message can carry it: a book's bytes are a character each. */
export async function answer(question: Question): Promise<object> {
  const reply: ReplyTo<Question> = await engine.ask(question);
  return "book" in reply ? { text: toCharacters(reply.book) } : reply;
}
