// Read what others ask of a reader: the pages of ../shared/attacks/reader_threats.json, each with patterns that its story's
// HTML must not match (`forbid`) or must (`require`).
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../../../../shared/attacks/reader_threats.json", import.meta.url));

/** The pages; undefined where they are not. @type {{ title: string, url: string, html: string, forbid: string[], require: string[] }[]} */
export const threats = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;

/** Why a test of them is skipped, or false. */
export const skip = !threats && `${file} is not here`;

/** The patterns of a page that the HTML of its story does not meet. */
export function unmet({ forbid, require }, story) {
  return [
    ...forbid.filter((source) => pattern(source).test(story)).map((source) => `matches ${source}`),
    ...require.filter((source) => !pattern(source).test(story)).map((source) => `does not match ${source}`),
  ];
}

/** They are written as Python's, which names the flag in the pattern. */
function pattern(source) {
  const folds = source.startsWith("(?i)");
  return new RegExp(folds ? source.slice(4) : source, folds ? "i" : "");
}
