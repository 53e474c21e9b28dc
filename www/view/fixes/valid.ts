// Tell what is a fix, wherever it comes from: a store, a file, a message.
import type { Fix } from "../../shim/article";
import { isRecord } from "../../shim/record";

/** The engine looks at eight steps, at eight names of each and at sixty letters. */
const mostSteps = 16;
const mostNames = 16;
const longestText = 500;

export function isFix(value: unknown): value is Fix {
  if (!isRecord(value) || !["drop", "keep", "root"].includes(value.act as string) || !isRecord(value.target))
    return false;
  const { path, text } = value.target;
  const isPath = Array.isArray(path) && path.length > 0 && path.length <= mostSteps && path.every(isStep);
  return isPath && (text === undefined || text === null || isText(text));
}

function isStep(value: unknown): boolean {
  if (!isRecord(value) || !isText(value.tag) || !Array.isArray(value.names)) return false;
  return value.names.length <= mostNames && value.names.every(isText);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.length <= longestText;
}
