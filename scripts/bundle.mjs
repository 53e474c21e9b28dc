// Bundle TypeScript for the browser with esbuild; a warning is as bad as an error.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build, transform } from "esbuild";
import { isOfInstallation } from "./words.mjs";

/**
 * @param {import("esbuild").BuildOptions} options where from, where to, and in what form
 * @returns {Promise<import("esbuild").Metafile["outputs"]>} what was written, by path
 */
export async function bundle(options) {
  const { warnings, metafile } = await build({
    bundle: true,
    charset: "utf8",
    legalComments: "none",
    minify: true,
    target: "es2022",
    ...options,
    metafile: true,
    plugins: [cssAsText, messagesAsNeeded, withoutMarkup],
  });
  if (warnings.length > 0) throw new Error(`esbuild warned: ${warnings.map(({ text }) => text).join("; ")}`);
  return metafile.outputs;
}

/**
 * The files that a browser loads for `entry` before any `import()` is reached.
 * @param {import("esbuild").Metafile["outputs"]} outputs
 * @param {string} entry
 */
export function staticImports(outputs, entry) {
  const files = new Set([entry]);
  for (const file of files) {
    for (const { path, kind } of outputs[file]?.imports ?? []) {
      if (kind === "import-statement") files.add(path);
    }
  }
  return [...files];
}

/**
 * A style sheet is imported as its text, since the view adopts it as a constructed sheet.
 * @type {import("esbuild").Plugin}
 */
const cssAsText = {
  name: "css-as-text",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/**
 * What colours code can also write into pages as markup. Nobody asks it to, and a store's checker need not wonder.
 * @type {import("esbuild").Plugin}
 */
const withoutMarkup = {
  name: "without-markup",
  setup({ onLoad }) {
    onLoad({ filter: /highlight\.js\/lib\/core\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text.replace("element.innerHTML = result.value;", "");
      if (contents === text) throw new Error(`${path} is not what it was: look where it writes markup now.`);
      return { contents };
    });
  },
};

/**
 * Messages keep their text alone: what tells a translator about them is left out, and `$NAME$` is `$1` already. Those of
 * the extension's own pages are left out too: there the browser looks them up. Those of the bookmarklet's are apart.
 * @type {import("esbuild").Plugin}
 */
const messagesAsNeeded = {
  name: "messages-as-needed",
  setup({ onLoad, onResolve }) {
    // A copy of its own: what needs a few of the messages, before the first click, must not be made to load all.
    onResolve({ filter: /messages\.json\?(?:all|install)$/ }, ({ path, resolveDir }) => {
      const [file = "", suffix] = path.split("?");
      return { path: join(resolveDir, file), suffix: `?${suffix}` };
    });
    onLoad({ filter: /_locales.*\.json$/ }, async ({ path, suffix }) => {
      /** @type {Record<string, { message: string, placeholders?: Record<string, { content: string }> }>} */
      const messages = JSON.parse(await readFile(path, "utf8"));
      const isNeeded =
        suffix === "?install"
          ? isOfInstallation
          : (/** @type {string} */ key) => !key.startsWith("extension") && !isOfInstallation(key);
      const needed = Object.entries(messages).filter(([key]) => isNeeded(key));
      const texts = needed.map(([key, { message, placeholders = {} }]) => [
        key,
        { message: message.replace(/\$(\w+)\$/g, (_, name) => placeholders[name.toLowerCase()]?.content ?? "") },
      ]);
      return { contents: JSON.stringify(Object.fromEntries(texts)), loader: "json" };
    });
  },
};
