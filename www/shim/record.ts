// Tell what has properties that can be looked at, of what came from elsewhere.

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
