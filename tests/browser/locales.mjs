// Read what is said in each language.
import { readdir, readFile } from "node:fs/promises";

const locales = new URL("../../www/_locales/", import.meta.url);

/** The folders of the languages. */
export const languages = await readdir(locales);

/** The messages of a language, as its file has them. */
export async function messagesOf(folder) {
  return JSON.parse(await readFile(new URL(`${folder}/messages.json`, locales), "utf8"));
}
