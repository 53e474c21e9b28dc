// Bundle a source of www/ as for a browser, and load it into Node where it needs none.
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");
let copies = 0;

/**
 * A source with all that it imports, as one module.
 * @param {string} path
 */
export async function bundleSource(path) {
  const { outputFiles } = await build({ entryPoints: [join(root, path)], bundle: true, format: "esm", write: false });
  return outputFiles.map(({ text }) => text).join("");
}

/**
 * A new copy of the module each time, with a state of its own.
 * @param {string} path
 */
export async function loadSource(path) {
  return import(`data:text/javascript,${encodeURIComponent(await bundleSource(path))}#${copies++}`);
}
