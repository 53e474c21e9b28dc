// Put English into pages that are to be read without scripts too, and the words of the other languages beside them.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** @typedef {Record<string, { message: string }>} Texts */

/** What the messages of the bookmarklet's own pages are called. */
export const isOfInstallation = (/** @type {string} */ key) => key.startsWith("install");

/**
 * @param {string} locales where the messages of all languages are
 * @param {string} folder of the pages
 * @param {string[]} pages in which an empty element with `data-message` says which message it is for
 */
export async function writeWords(locales, folder, pages) {
  await mkdir(join(folder, "words"));
  for (const name of await readdir(locales)) {
    const texts = await textsIn(join(locales, name, "messages.json"));
    const language = name.replace("_", "-");
    if (language === "en") for (const page of pages) await fill(join(folder, page), texts);
    else await writeFile(join(folder, "words", `${language}.json`), JSON.stringify(texts));
  }
}

/**
 * @param {string} file
 * @returns {Promise<Texts>}
 */
async function textsIn(file) {
  const entries = Object.entries(JSON.parse(await readFile(file, "utf8")));
  const shown = entries.filter(([key]) => isOfInstallation(key));
  return Object.fromEntries(shown.map(([key, { message }]) => [key, { message }]));
}

/**
 * @param {string} page
 * @param {Texts} texts
 */
async function fill(page, texts) {
  const html = await readFile(page, "utf8");
  const filled = html.replace(/(data-message="(\w+)">)(?=<\/)/g, (_, tag, key) => {
    const text = texts[key]?.message;
    if (!text) throw new Error(`${page} asks for the message "${key}", which there is not.`);
    return tag + text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  });
  await writeFile(page, filled);
}
