// Load the messages of the reader's language: English comes with the view, the others are loaded when they are asked for.
import englishTexts from "../_locales/en/messages.json";
import { type Messages, messagesIn } from "../view/messages";

type Texts = Record<string, { message: string }>;

/** The folders of www/_locales, by the language tags that they serve. */
const folders: Record<string, string> = { en: "en" };

export const english = from("en", englishTexts);

let loaded: Promise<Messages> | undefined;

/** The messages in the first of `languages` that there is, or in English. Loaded once. */
export function loadMessages(languages: readonly string[]): Promise<Messages> {
  loaded ??= load(languages);
  return loaded;
}

async function load(languages: readonly string[]): Promise<Messages> {
  const language = bestOf(languages);
  if (language === "en") return english;
  try {
    // The bundler makes a file of each; the text is all it can look at.
    const module = (await import(`../_locales/${folders[language]}/messages.json`)) as { default: Texts };
    return from(language, module.default);
  } catch {
    // English is better than nothing, and the next page asks again.
    return english;
  }
}

/** The first language that there are messages in, whatever its region. */
function bestOf(languages: readonly string[]): string {
  for (const language of languages) {
    const wanted = language.toLowerCase().split("-", 1)[0];
    const found = Object.keys(folders).find((known) => known.split("-", 1)[0] === wanted);
    if (found) return found;
  }
  return "en";
}

function from(language: string, texts: Texts): Messages {
  return messagesIn(language, (key, values) =>
    (texts[key]?.message ?? "").replace(/\$(\d)/g, (_, index: string) => values[Number(index) - 1] ?? ""),
  );
}
