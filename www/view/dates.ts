// Write dates the way the reader's language does.

/** The year, month and day that stand in an ISO 8601 date, as far as they do. */
const isoDay = /^\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|T)/;

/** A date for reading, or null where `value` is none. The day is the one that the page itself names, wherever it is read. */
export function readableDate(value: string, languages: readonly string[]): string | null {
  const day = isoDay.exec(value)?.[0];
  if (!day) return null;
  // Read and written in the same zone, so that no day moves.
  const date = new Date(day);
  if (Number.isNaN(date.getTime())) return null;
  return new Intl.DateTimeFormat(languages.filter(isLanguage), { ...shapes[day.length], timeZone: "UTC" }).format(date);
}

/** WebKitGTK names the system's locale, which may be "C"; the formatter throws at what is no language. */
function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** By the length of the day: what is not known is not written. */
const shapes: Record<number, Intl.DateTimeFormatOptions> = {
  4: { year: "numeric" },
  7: { year: "numeric", month: "long" },
  10: { dateStyle: "long" },
};
