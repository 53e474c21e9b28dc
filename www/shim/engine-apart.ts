// Ask the engine in a worker of its own, which is ended where it does not answer in time. The other side is
// engine-worker.ts.
import { isReplyTo, type Question, type ReplyTo } from "./engine-messages";
import { ClearstoryError, toClearstoryError } from "./error";
import { kept } from "./kept";
import { type ErrorCode, isErrorCode } from "./messages";
import { isRecord } from "./record";

/**
 * Milliseconds that a question may take: what the engine's limits keep it within (tests/wasm/hostile.test.mjs). Only a
 * clock tells here what it worked, so a page that is longer than most gets as much more as it is longer, up to a bound.
 */
const deadline = 2000;
const mostTimes = 4;
const usualLength = 500_000;

export interface EngineApart {
  /** Have the worker ready before it is asked. */
  warm(): Promise<unknown>;
  ask<Asked extends Question>(question: Asked): Promise<ReplyTo<Asked>>;
}

/** The engine that `compile` gets, in the workers that `start` starts. */
export function engineApart(compile: () => Promise<WebAssembly.Module>, start: () => Worker): EngineApart {
  const module = kept(compile);
  const worker = kept(async () => makeReady(start, module.get()));
  /** Ends with the answer before: each question has the worker, and its time, to itself. */
  let turn: Promise<unknown> = Promise.resolve();

  const ask = async <Asked extends Question>(question: Asked): Promise<ReplyTo<Asked>> => {
    try {
      const asked = await worker.get();
      const reply = await tell(asked, question, "crashed", patienceFor(question)).catch((error: unknown) => {
        asked.terminate();
        worker.forget();
        // The next question need not wait for it. If it cannot be started, that question says so.
        worker.get().catch(() => {});
        throw error;
      });
      if (!isReplyTo(question, reply)) throw new ClearstoryError("unexpected");
      return reply;
    } catch (error) {
      return { error: toClearstoryError(error).code };
    }
  };

  return {
    warm: worker.get,
    ask(question) {
      const answer = turn.then(() => ask(question));
      // Without the answer itself, which would be kept until the next one.
      turn = answer.then(() => {});
      return answer;
    },
  };
}

function patienceFor(question: Question): number {
  const length = "html" in question ? question.html.length : 0;
  return deadline * Math.min(mostTimes, Math.max(1, length / usualLength));
}

/** The worker starts while the module is compiled, and is given it then. */
async function makeReady(start: () => Worker, module: Promise<WebAssembly.Module>): Promise<Worker> {
  const worker = start();
  try {
    const reply = await tell(worker, module, "unavailable");
    if (isRecord(reply) && reply.isReady === true) return worker;
    throw new ClearstoryError(isRecord(reply) && isErrorCode(reply.error) ? reply.error : "unexpected");
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/** What the worker answers. Fails with `lost` where the worker fails, and where `patience` milliseconds bring no answer. */
async function tell(worker: Worker, message: unknown, lost: ErrorCode, patience?: number): Promise<unknown> {
  const ended = new AbortController();
  const { signal } = ended;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise((resolve, reject) => {
      // From now on: a worker whose file cannot be loaded says so before there is anything to tell it.
      worker.addEventListener("message", ({ data }) => resolve(data), { signal });
      for (const type of ["error", "messageerror"])
        worker.addEventListener(type, (event) => reject(new ClearstoryError(lost, event)), { signal });
      if (patience !== undefined) timer = setTimeout(() => reject(new ClearstoryError("too-slow")), patience);
      Promise.resolve(message)
        .then((message) => worker.postMessage(message))
        .catch(reject);
    });
  } finally {
    clearTimeout(timer);
    ended.abort();
  }
}
