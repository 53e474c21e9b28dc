// Hash a file as Subresource Integrity has it.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/** @param {string} file */
export async function integrityOf(file) {
  return `sha384-${createHash("sha384")
    .update(await readFile(file))
    .digest("base64")}`;
}
