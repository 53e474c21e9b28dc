// Be the package in Node: the same functions, with the engine read from the file beside this one.
import { readFile } from "node:fs/promises";
import { engineFile } from "../shim/engine-file";

engineFile.get = async (address) =>
  new Response(await readFile(address), { headers: { "content-type": "application/wasm" } });

export * from "./clearstory";
