// List what a reader can choose: each setting with the values it may have and the usual one. A stored value that is none
// of them falls back alone.
import type { Store } from "./store";

interface Field<Value> {
  readonly usual: Value;
  readonly allows: (value: unknown) => boolean;
}

export interface Choice<Name extends string> extends Field<Name> {
  readonly names: readonly Name[];
}

export type Flag = Field<boolean>;

export interface Range extends Field<number> {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

export const fields = {
  theme: oneOf("system", "light", "sepia", "dark", "contrast", "custom"),
  /** The colours of the theme "custom". */
  ink: colour("#1d1b18"),
  paper: colour("#fcfaf6"),
  link: colour("#7a2e0e"),
  font: oneOf("serif", "sans", "clear", "local"),
  /** The family of the font "local". */
  localFont: fontName(),
  /** Percent of the browser's own size. */
  textSize: range({ from: 70, to: 300, step: 5, usual: 100 }),
  /** Letters in a line. */
  lineWidth: range({ from: 40, to: 110, step: 2, usual: 66 }),
  /** Percent of what the script asks for. */
  lineHeight: range({ from: 80, to: 160, step: 5, usual: 100 }),
  /** Hundredths of a line. */
  paragraphSpacing: range({ from: 0, to: 200, step: 10, usual: 60 }),
  /** Hundredths of the text's size. */
  letterSpacing: range({ from: 0, to: 20, step: 1, usual: 0 }),
  wordSpacing: range({ from: 0, to: 50, step: 2, usual: 0 }),
  align: oneOf("auto", "start", "justify"),
  hyphens: flag(true),
  /** Whether single keys are commands. */
  keys: flag(true),
  rememberPlace: flag(true),
  /** Whether the addresses of links are printed. */
  printLinks: flag(false),
  /** Percent of a voice's own speed. */
  speechRate: range({ from: 50, to: 300, step: 10, usual: 100 }),
  /** Whether these are read aloud. */
  readCode: flag(false),
  readCaptions: flag(true),
  readNoteMarks: flag(false),
  /** How many lines are not dimmed. */
  lineFocus: oneOf("off", "1", "3", "5"),
} as const;

type Fields = typeof fields;
type ValueOf<Kind> = Kind extends Field<infer Value> ? Value : never;
export type Settings = { readonly [Name in keyof Fields]: ValueOf<Fields[Name]> };
/** The settings whose values are of one kind. */
export type Named<Kind> = { [Name in keyof Fields]: Fields[Name] extends Kind ? Name : never }[keyof Fields];

/** Counted up when a stored value comes to mean something else. */
const version = 1;
const name = "settings";

export async function readSettings(store: Store): Promise<Settings> {
  try {
    return validSettings(await store.read(name));
  } catch {
    return validSettings(null);
  }
}

/** Store `changes`; whatever else another window has stored stays. */
export function writeSettings(store: Store, changes: Partial<Settings>): Promise<void> {
  return store.update(name, (stored) => {
    if (versionOf(stored) > version) throw new Error("The settings were stored by a newer version.");
    return { version, ...validSettings(stored), ...changes };
  });
}

/** Take over the settings of another browser, if they are any. */
export async function takeSettings(store: Store, given: unknown): Promise<void> {
  if (versionOf(given) === version) await writeSettings(store, validSettings(given));
}

function versionOf(stored: unknown): number {
  return Number((stored as { version?: unknown } | null | undefined)?.version ?? 0);
}

/** Take from `stored` what is valid; all else is as usual. */
export function validSettings(stored: unknown): Settings {
  const record = (typeof stored === "object" && stored !== null ? stored : {}) as Record<string, unknown>;
  const isKnown = record.version === version;
  const entries = Object.entries(fields).map(([name, field]) => {
    const value = record[name];
    return [name, isKnown && field.allows(value) ? value : field.usual];
  });
  return Object.fromEntries(entries) as Settings;
}

/** The first name is the usual one. */
function oneOf<Name extends string>(...names: [Name, ...Name[]]): Choice<Name> {
  return { names, usual: names[0], allows: (value) => names.includes(value as Name) };
}

function range({ from, to, step, usual }: Omit<Range, "allows">): Range {
  const allows = (value: unknown) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to;
  return { from, to, step, usual, allows };
}

function flag(usual: boolean): Flag {
  return { usual, allows: (value) => typeof value === "boolean" };
}

function colour(usual: string): Field<string> {
  return { usual, allows: (value) => typeof value === "string" && /^#[0-9a-f]{6}$/.test(value) };
}

/** What can stand between quotes in a style sheet. */
function fontName(): Field<string> {
  return { usual: "", allows: (value) => typeof value === "string" && /^[^"\\\p{Cc}]{0,80}$/u.test(value) };
}
