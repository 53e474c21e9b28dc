// Be the worker that the engine runs in: it is given the compiled module first, then one question after another. The
// other side is engine-apart.ts.
import { answerWith } from "./answer";
import { type Engine, startEngine } from "./engine";
import { isQuestion } from "./engine-messages";
import { ClearstoryError, toClearstoryError } from "./error";

let engine: Engine | undefined;

addEventListener("message", async ({ data }: MessageEvent<unknown>) => {
  postMessage(await reply(data).catch((error) => ({ error: toClearstoryError(error).code })));
});

async function reply(message: unknown): Promise<object> {
  if (message instanceof WebAssembly.Module) {
    engine = await startEngine(message);
    return { isReady: true };
  }
  if (!engine || !isQuestion(message)) throw new ClearstoryError("unexpected");
  return answerWith(engine, message);
}
