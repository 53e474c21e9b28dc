// Shrink and speed up the engine's wasm in place with Binaryen's wasm-opt, and print its size.
// Usage: node scripts/optimise.mjs FILE.wasm [LEVEL], LEVEL as wasm-opt has it: -O3 (fast, the default), -Oz (small).
import { execFileSync } from "node:child_process";
import { renameSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sizesInWords, sizesOf } from "./sizes.mjs";

const [file, level = "-O3"] = process.argv.slice(2);
if (!file) throw new Error("usage: node scripts/optimise.mjs FILE.wasm [LEVEL]");

// The package exports no path to its programs, only the library that they stand beside.
const program = fileURLToPath(new URL("bin/wasm-opt", import.meta.resolve("binaryen")));
const optimised = `${file}.optimised`;
// The module lists the WebAssembly features that it uses, and wasm-opt keeps to that list.
try {
  execFileSync(process.execPath, [program, level, file, "-o", optimised], { stdio: "inherit" });
  renameSync(optimised, file);
} finally {
  rmSync(optimised, { force: true });
}
console.log(`${file}: ${sizesInWords(sizesOf(file))}`);
