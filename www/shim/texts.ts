// Make messages of a language's texts; the English ones are there at once.
import englishTexts from "../_locales/en/messages.json?all";
import { type Messages, messagesIn } from "../view/messages";

export type Texts = Readonly<Record<string, { message: string }>>;

export const english = messagesOf("en", englishTexts);

export function messagesOf(language: string, texts: Texts): Messages {
  return messagesIn(language, (key, values) =>
    (texts[key]?.message ?? "").replace(/\$(\d)/g, (_, index: string) => values[Number(index) - 1] ?? ""),
  );
}
