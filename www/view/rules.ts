// Keep what was fixed on a site's pages, by site: read it, change it, and carry it from one browser to another.
import type { Fix } from "../shim/article";
import { isFix } from "./fixes/valid";
import type { Store } from "./store";

/** Fixes by the name of the site that they are for. */
export type Rules = Readonly<Record<string, readonly Fix[]>>;

const name = "rules";
/** Counted up when a stored fix comes to mean something else. */
const version = 1;
/** The oldest fix of a site gives way to the newest beyond these. */
const mostFixes = 100;
const mostSites = 1000;
/** What could not be stored: it lives as long as the page. */
const unsaved = new Map<string, readonly Fix[]>();

export async function readRules(store: Store): Promise<Rules> {
  const stored = await store.read(name).catch(() => null);
  return { ...rulesIn(stored), ...Object.fromEntries(unsaved) };
}

export async function rulesFor(store: Store, site: string): Promise<readonly Fix[]> {
  return (await readRules(store))[site] ?? [];
}

/** Make of a site's fixes `before` what they are `after`; tells whether it is stored. It holds here in any case. */
export async function changeRules(
  store: Store,
  site: string,
  before: readonly Fix[],
  after: readonly Fix[],
): Promise<boolean> {
  const gone = before.filter((fix) => !after.some((other) => isSame(fix, other)));
  const come = after.filter((fix) => !before.some((other) => isSame(fix, other)));
  if (gone.length + come.length === 0 && !unsaved.has(site)) return true;
  try {
    await store.update(name, (stored) => {
      const rules = rulesIn(stored);
      const known = unsaved.has(site) ? before : (rules[site] ?? []);
      const rest = known.filter((fix) => !gone.some((other) => isSame(fix, other)));
      return stated(rules, site, joined(rest, come));
    });
    unsaved.delete(site);
    return true;
  } catch {
    unsaved.set(site, after);
    return false;
  }
}

/** Add the fixes of another browser. Fails, and changes nothing, where they cannot be stored. */
export async function addRules(store: Store, more: Rules): Promise<void> {
  await store.update(name, (stored) =>
    Object.entries(more).reduce(
      (all, [site, fixes]) => stated(rulesIn(all), site, joined(rulesIn(all)[site] ?? [], fixes)),
      stored,
    ),
  );
}

/** The fixes with others behind them, of which each counts for more than an earlier one for the same part. */
export function joined(fixes: readonly Fix[], more: readonly Fix[]): Fix[] {
  const isNew = (fix: Fix) => !more.some((other) => keyOf(other.target) === keyOf(fix.target));
  return [...fixes.filter(isNew), ...more].slice(-mostFixes);
}

/** As a file. */
export function written(rules: Rules): string {
  return `${JSON.stringify({ clearstory: "rules", version, sites: rules }, null, 2)}\n`;
}

/** What a file holds; undefined where it is none of ours, or any part of it is wrong. */
export function readWritten(text: string): Rules | undefined {
  try {
    const file = JSON.parse(text) as Record<string, unknown> | null;
    if (file?.clearstory !== "rules" || file.version !== version) return undefined;
    const sites = Object.entries(file.sites as object);
    const isWhole = sites.length <= mostSites && sites.every(([site, fixes]) => isSite(site) && areFixes(fixes));
    return isWhole ? Object.fromEntries(sites) : undefined;
  } catch {
    return undefined;
  }
}

function stated(rules: Rules, site: string, fixes: readonly Fix[]): unknown {
  const { [site]: _, ...others } = rules;
  // In the order in which they were changed last.
  const sites = Object.entries(fixes.length > 0 ? { ...others, [site]: fixes } : others).slice(-mostSites);
  return { version, sites: Object.fromEntries(sites) };
}

/** What is valid of what is stored. */
export function rulesIn(stored: unknown): Rules {
  const record = stored as { version?: unknown; sites?: unknown } | null | undefined;
  if (record?.version !== version || typeof record.sites !== "object" || record.sites === null) return {};
  const sites = Object.entries(record.sites as Record<string, unknown>).map(
    ([site, fixes]) => [site, Array.isArray(fixes) ? fixes.filter(isFix) : []] as const,
  );
  return Object.fromEntries(sites.filter(([site]) => isSite(site)));
}

function areFixes(value: unknown): boolean {
  return Array.isArray(value) && value.length <= mostFixes && value.every(isFix);
}

/** A host's name, as `URL.hostname` has it. */
function isSite(site: string): boolean {
  return /^[^\s/?#@]{0,253}$/.test(site) && site !== "__proto__";
}

function isSame(one: Fix, other: Fix): boolean {
  return one.act === other.act && keyOf(one.target) === keyOf(other.target);
}

/** Equal for targets that are. */
function keyOf({ path, text }: Fix["target"]): string {
  return JSON.stringify([path.map(({ tag, names }) => [tag, names]), text ?? null]);
}
