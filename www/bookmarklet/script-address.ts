// Write a script as the address of a bookmark.

/** The longest address that every browser and bookmark service is known to keep, and one more. */
export const tooLong = 2000;

/** Written as short as it can be: of what an address gives a meaning to, a script's may hold all but the "#". */
export function addressOf(code: string): string {
  return `javascript:${encodeURI(code).replaceAll("#", "%23").replaceAll("%7B", "{").replaceAll("%7D", "}")}`;
}
