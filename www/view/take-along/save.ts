// Save a text or a book as a file, by a link that is pressed once.

/** Milliseconds after which the browser has begun to save. */
const begun = 60_000;

export function save(window: Window & typeof globalThis, content: BlobPart, name: string, type: string): void {
  const address = window.URL.createObjectURL(new window.Blob([content], { type }));
  const link = window.document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => window.URL.revokeObjectURL(address), begun);
}

/** Characters of a title; some systems allow only 255 bytes. */
const longest = 60;

/** A title as every system lets a file be named. */
export function fileName(title: string, extension: string): string {
  const words = title.replace(/[\p{Cc}\\/:*?"<>|]+/gu, " ").replace(/\s+/g, " ");
  const name = [...words]
    .slice(0, longest)
    .join("")
    .replace(/^[. ]+|[. ]+$/g, "");
  return `${name || "story"}.${extension}`;
}
