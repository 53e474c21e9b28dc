// Remember where a reader stopped, by page: the last pages only.
import type { Place } from "./reading";
import type { Store } from "./store";

const name = "places";
/** Older places are forgotten. */
const mostPlaces = 200;

/** In the order in which they were read. */
type Entry = readonly [url: string, block: number, offset: number];

export async function rememberedPlace(store: Store, url: string): Promise<Place | undefined> {
  const stored = await store.read(name).catch(() => null);
  const entry = entriesIn(stored).find(([known]) => known === keyOf(url));
  return entry && { block: entry[1], offset: entry[2] };
}

export async function rememberPlace(store: Store, url: string, { block, offset }: Place): Promise<void> {
  const entry: Entry = [keyOf(url), block, Math.round(offset * 1000) / 1000];
  await store.update(name, (stored) => [...allBut(url, stored), entry].slice(-mostPlaces));
}

export async function forgetPlace(store: Store, url: string): Promise<void> {
  await store.update(name, (stored) => allBut(url, stored));
}

/** Add the places of another browser, as if they were read before those that are here. */
export async function addPlaces(store: Store, given: unknown): Promise<void> {
  const places = entriesIn(given);
  if (places.length === 0) return;
  await store.update(name, (stored) => {
    const here = entriesIn(stored);
    const known = new Set(here.map(([url]) => url));
    return [...places.filter(([url]) => !known.has(url)), ...here].slice(-mostPlaces);
  });
}

export async function forgetPlaces(store: Store): Promise<void> {
  await store.update(name, () => []);
}

/** A fragment leads to another place of the same page. */
function keyOf(url: string): string {
  return url.split("#", 1)[0]!;
}

function allBut(url: string, stored: unknown): Entry[] {
  return entriesIn(stored).filter(([known]) => known !== keyOf(url));
}

function entriesIn(stored: unknown): Entry[] {
  return Array.isArray(stored) ? stored.filter(isEntry) : [];
}

function isEntry(value: unknown): value is Entry {
  if (!Array.isArray(value)) return false;
  const [url, block, offset] = value as unknown[];
  return typeof url === "string" && Number.isInteger(block) && (block as number) >= 0 && isPart(offset);
}

function isPart(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= 1;
}
