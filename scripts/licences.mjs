// Gather the licences of the packages whose code is in a bundle: they ask to be shipped with it.
import { readdir, readFile, writeFile } from "node:fs/promises";

/**
 * Write them to `file`, if there are any.
 * @param {import("esbuild").Metafile["outputs"]} outputs what was bundled
 * @param {string} file
 */
export async function writeLicences(outputs, file) {
  const inputs = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const packages = new Set(inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
  if (packages.size === 0) return;
  const texts = await Promise.all([...packages].sort().map(licenceOf));
  await writeFile(file, texts.join("\n\n"));
}

/** @param {string} name of a package */
async function licenceOf(name) {
  const folder = `node_modules/${name}`;
  const file = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  if (!file) throw new Error(`${folder} has no licence to ship.`);
  const { version } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  return `${name} ${version}\n\n${(await readFile(`${folder}/${file}`, "utf8")).trim()}\n`;
}
