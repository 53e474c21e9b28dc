// Tell the parts of code, by highlight.js. Loaded only where there is code.
import { common, createLowlight } from "lowlight";

export interface Token {
  readonly start: number;
  readonly end: number;
  /** A name such as "keyword" or "string", from highlight.js. */
  readonly kind: string;
}

/** The coloured parts of `code`, in order; none where the language is not known. */
export type Tokenise = (code: string, language: string) => Token[];

const lowlight = createLowlight(common);
type Parts = ReturnType<typeof lowlight.highlight>["children"];

export const tokenise: Tokenise = (code, language) => {
  if (!lowlight.registered(language)) return [];
  const tokens: Token[] = [];
  const open: { parts: Parts; next: number; kind: string }[] = [
    { parts: lowlight.highlight(language, code, { prefix: "" }).children, next: 0, kind: "" },
  ];
  let start = 0;
  // The tree repeats the code: what it says of a place is read from the lengths of its texts.
  for (let parent = open.at(-1); parent; parent = open.at(-1)) {
    const part = parent.parts[parent.next++];
    if (!part) open.pop();
    else if (part.type === "element") {
      const [kind] = (part.properties.className ?? []) as string[];
      open.push({ parts: part.children, next: 0, kind: kind ?? parent.kind });
    } else if (part.type === "text") {
      const end = start + part.value.length;
      if (parent.kind) tokens.push({ start, end, kind: parent.kind });
      start = end;
    }
  }
  return tokens;
};
