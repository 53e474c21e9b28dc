// Say what the view has to say in the reader's language, with the plural forms and numbers of that language.
import type english from "../_locales/en/messages.json";
import type { ErrorCode } from "../shim/messages";

/** A message of www/_locales/LANGUAGE/messages.json. */
export type MessageKey = keyof typeof english;
/** A message with plural forms, each under its own key: `NAME_one`, `NAME_other` and so on. */
type CountedKey = MessageKey extends infer Key ? (Key extends `${infer Name}_other` ? Name : never) : never;

export interface Messages {
  /** The language that they are in, a BCP 47 tag. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  text(key: MessageKey, ...values: (string | number)[]): string;
  /** The form for `count`, which is its first value. */
  count(key: CountedKey, count: number): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  error(code: ErrorCode): string;
}

/** Find a message by its key and fill in its values; "" where there is none. */
export type Lookup = (key: string, values: string[]) => string;

const rightToLeft = /^(?:ar|fa|he|ps|ur|yi)\b/;

export function messagesIn(language: string, lookUp: Lookup): Messages {
  const plural = new Intl.PluralRules(language);
  const number = (value: number, options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(language, options).format(value);
  const find = (key: string, values: (string | number)[]) =>
    lookUp(
      key,
      values.map((value) => (typeof value === "number" ? number(value) : value)),
    );
  return {
    language,
    direction: rightToLeft.test(language) ? "rtl" : "ltr",
    text: (key, ...values) => find(key, values),
    count: (key, count) => find(`${key}_${plural.select(count)}`, [count]) || find(`${key}_other`, [count]),
    number,
    error: (code) => find(`error_${code.replaceAll("-", "_")}`, []),
  };
}
