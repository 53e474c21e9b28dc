// Print what a reader has marked as a section of Markdown.
import type { Mark } from "./record";

export function asMarkdown(marks: readonly Mark[], title: string): string {
  if (marks.length === 0) return "";
  const entries = marks.map(({ target, note }) => {
    const lines = target.exact.split("\n").map((line) => `> ${asText(line)}`);
    return `${lines.join("\n>\n")}${note ? `\n\n${note.trim()}` : ""}`;
  });
  return `\n## ${title}\n\n${entries.join("\n\n")}\n`;
}

/** The signs that would be read as markup. */
function asText(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/g, "\\$&");
}
