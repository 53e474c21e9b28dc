// Remember where a reader stopped, by page: the last pages only.
import type { Place } from "./reading";
import type { Store } from "./store";

const name = "places";
/** Older places are forgotten. */
const mostPlaces = 200;

/** In the order in which they were read. */
type Entry = readonly [url: string, block: number, offset: number];

export async function rememberedPlace(store: Store, url: string): Promise<Place | undefined> {
  const entry = (await entriesIn(store)).find(([known]) => known === keyOf(url));
  return entry && { block: entry[1], offset: entry[2] };
}

export async function rememberPlace(store: Store, url: string, { block, offset }: Place): Promise<void> {
  const others = (await entriesIn(store)).filter(([known]) => known !== keyOf(url));
  const entry: Entry = [keyOf(url), block, Math.round(offset * 1000) / 1000];
  await store.write(name, [...others, entry].slice(-mostPlaces));
}

export async function forgetPlace(store: Store, url: string): Promise<void> {
  const entries = await entriesIn(store);
  const others = entries.filter(([known]) => known !== keyOf(url));
  if (others.length < entries.length) await store.write(name, others);
}

export async function forgetPlaces(store: Store): Promise<void> {
  await store.write(name, []);
}

/** A fragment leads to another place of the same page. */
function keyOf(url: string): string {
  return url.split("#", 1)[0]!;
}

async function entriesIn(store: Store): Promise<Entry[]> {
  try {
    const stored = await store.read(name);
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is Entry {
  if (!Array.isArray(value)) return false;
  const [url, block, offset] = value as unknown[];
  return typeof url === "string" && Number.isInteger(block) && (block as number) >= 0 && isPart(offset);
}

function isPart(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= 1;
}
