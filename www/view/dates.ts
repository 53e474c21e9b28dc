// Write dates and durations the way the reader's language does.

/** A date for reading, or null where `value` is none. */
export function readableDate(value: string, languages: readonly string[]): string | null {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return null;
  // A bare date is midnight UTC; shown in local time it would be the day before west of Greenwich.
  const isBare = /^\d{4}-\d{2}-\d{2}$/.test(value);
  if (/^\d{4}$/.test(value)) return value;
  const shape: Intl.DateTimeFormatOptions = /^\d{4}-\d{2}$/.test(value)
    ? { year: "numeric", month: "long", timeZone: "UTC" }
    : { dateStyle: "long", ...(isBare ? { timeZone: "UTC" } : {}) };
  return new Intl.DateTimeFormat([...languages], shape).format(date);
}

export function readableMinutes(minutes: number, languages: readonly string[]): string {
  const shape: Intl.NumberFormatOptions = { style: "unit", unit: "minute", unitDisplay: "short" };
  return new Intl.NumberFormat([...languages], shape).format(minutes);
}
