// Name the records that are stored.

/** Those of marks have the page's address behind the colon. */
const names = /^(?:settings|places|voices|rules|marks:.+)$/s;

export function isRecordName(name: string): boolean {
  return names.test(name);
}
