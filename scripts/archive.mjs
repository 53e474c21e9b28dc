// Zip a folder so that the same files always give the same bytes.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { zipSync } from "fflate";

/**
 * @param {string} folder
 * @param {string} zip the file to write
 */
export async function archive(folder, zip) {
  /** @type {import("fflate").Zippable} */
  const entries = {};
  for (const file of await filesIn(folder)) {
    entries[relative(folder, file).split(sep).join("/")] = await readFile(file);
  }
  // A zip holds local time, so the date is made from local fields: 1980 is the first year that it can hold.
  await writeFile(zip, zipSync(entries, { level: 9, mtime: new Date(1980, 0, 1) }));
}

/**
 * All files below `folder`, in the order of their names.
 * @param {string} folder
 */
export async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
