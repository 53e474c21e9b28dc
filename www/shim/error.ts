// Carry a failure as a code that a program can read and a sentence that a person can.
import { type ErrorCode, errorSentences, isErrorCode } from "./messages";

export class ClearstoryError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, cause?: unknown) {
    super(errorSentences[code], { cause });
    this.name = "ClearstoryError";
    this.code = code;
  }
}

/** Give any thrown value a code: the engine's typed errors keep theirs, a trap is "crashed". */
export function toClearstoryError(thrown: unknown): ClearstoryError {
  if (thrown instanceof ClearstoryError) return thrown;
  if (isTrap(thrown)) return new ClearstoryError("crashed", thrown);
  const code = (thrown as { code?: unknown } | null)?.code;
  return new ClearstoryError(isErrorCode(code) ? code : "unexpected", thrown);
}

/** Engines report an exhausted stack as either kind. */
function isTrap(thrown: unknown): boolean {
  return thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError;
}
