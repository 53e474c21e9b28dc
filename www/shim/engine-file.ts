// Compile the engine's file into the module that instances are made of.
import { ClearstoryError } from "./error";

/** What the engine's file is held to, as Subresource Integrity has it; filled in when it is built. */
declare const __ENGINE_INTEGRITY__: string;

/** How the engine's file is read; Node cannot fetch files (www/embed/node.ts). */
export const engineFile = {
  get: (address: URL): Promise<Response> => fetch(address, { integrity: __ENGINE_INTEGRITY__ }),
};

export async function compileEngine(get: () => Promise<Response>): Promise<WebAssembly.Module> {
  const response = await download(get);
  return withReason(() => compile(response));
}

/**
 * Run a step of loading. A policy without 'wasm-unsafe-eval' shows only here, as a CompileError that may have an empty
 * text: WebKit throws it at the instance, the others at the module. A RangeError is memory that is not to be had. Anything
 * else is a file that did not arrive whole.
 */
export async function withReason<Result>(step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof RangeError) throw new ClearstoryError("crashed", error);
    throw new ClearstoryError(error instanceof WebAssembly.CompileError ? "blocked" : "unavailable", error);
  }
}

async function download(get: () => Promise<Response>): Promise<Response> {
  try {
    const response = await get();
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    return response;
  } catch (error) {
    throw new ClearstoryError("unavailable", error);
  }
}

async function compile(response: Response): Promise<WebAssembly.Module> {
  // Compiling while it arrives, and the browser's store of compiled code, are only for files that say what they are.
  const isNamed = response.headers.get("content-type")?.startsWith("application/wasm");
  return isNamed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
