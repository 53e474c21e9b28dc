// Load a source of www/ into Node as it is bundled for a browser, for what needs none.
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");

/** A new copy of the module each time, with a state of its own. */
export async function loadSource(path) {
  const { outputFiles } = await build({ entryPoints: [join(root, path)], bundle: true, format: "esm", write: false });
  const [{ text }] = outputFiles;
  return import(`data:text/javascript,${encodeURIComponent(text)}#${copies++}`);
}
let copies = 0;
