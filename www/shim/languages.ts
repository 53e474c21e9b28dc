// Load the messages of the reader's language: English comes with the view, the others are loaded when they are asked for.
import type { Messages } from "../view/messages";
import { english, messagesOf, type Texts } from "./texts";

/** The messages by the language tags that they serve. */
const translations: Record<string, () => Promise<{ default: Texts }>> = {
  ar: () => import("../_locales/ar/messages.json"),
  de: () => import("../_locales/de/messages.json"),
  es: () => import("../_locales/es/messages.json"),
  fr: () => import("../_locales/fr/messages.json"),
  he: () => import("../_locales/he/messages.json"),
  it: () => import("../_locales/it/messages.json"),
  ja: () => import("../_locales/ja/messages.json"),
  nl: () => import("../_locales/nl/messages.json"),
  pl: () => import("../_locales/pl/messages.json"),
  "pt-BR": () => import("../_locales/pt_BR/messages.json"),
  ru: () => import("../_locales/ru/messages.json"),
  tr: () => import("../_locales/tr/messages.json"),
  "zh-CN": () => import("../_locales/zh_CN/messages.json"),
};

let loaded: Promise<Messages> | undefined;

/** The messages in the first of `languages` that there is, or in English. Loaded once. */
export function loadMessages(languages: readonly string[]): Promise<Messages> {
  loaded ??= load(languages);
  return loaded;
}

async function load(languages: readonly string[]): Promise<Messages> {
  const language = bestOf(languages);
  try {
    const texts = await translations[language]?.();
    return texts ? messagesOf(language, texts.default) : english;
  } catch {
    // Better in English than not at all.
    return english;
  }
}

/** The first language that there are messages in, whatever its region. */
export function bestOf(languages: readonly string[]): string {
  const known = ["en", ...Object.keys(translations)];
  const spoken = (language: string) => language.toLowerCase().split("-", 1)[0];
  for (const language of languages) {
    const found = known.find((other) => spoken(other) === spoken(language));
    if (found) return found;
  }
  return "en";
}
