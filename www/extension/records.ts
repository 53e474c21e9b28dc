// Hold everything that is stored, for all tabs: one change at a time, each of them whole.
import { migrate } from "./migrate";
import { isRecordName } from "./record-names";
import type { ReadReply, SwapMessage, SwapReply } from "./store-messages";

/** Who asks for a record: the address of the page that is read, and whether its window is a private one. */
export interface Asker {
  readonly url: string;
  readonly isPrivate: boolean;
}

/** A page of the extension itself. */
export const ownPage: Asker = { url: "", isPrivate: false };

/** Where the browser can do it, what is stored is open to the background alone, and to no process that shows pages. */
export function keepFromTabs(): void {
  for (const area of [chrome.storage.local, chrome.storage.sync]) {
    area.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" }).catch(() => {});
  }
}

export function readRecord(name: string, asker: Asker): Promise<ReadReply> {
  return refusedIfItFails(async () => {
    if (!isOpenTo(name, asker)) return { outcome: "refused" };
    return { outcome: "found", value: await stored(name) };
  });
}

export async function swapRecord({ name, before, after }: SwapMessage, asker: Asker): Promise<SwapReply> {
  if (name === "settings") await turnToSync();
  return refusedIfItFails(async () => {
    // A private window leaves nothing behind that tells what was read in it.
    const leavesTrace = asker.isPrivate && name !== "settings";
    if (leavesTrace || after === undefined || !isOpenTo(name, asker)) return { outcome: "refused" };
    const value = await stored(name);
    // A message that was lost on its way back is sent again.
    if (isSame(value, after)) return { outcome: "stored" };
    if (!isSame(value, before)) return { outcome: "changed", value };
    await areaOf(name).set({ [name]: after });
    return { outcome: "stored" };
  });
}

/** A site's own marks alone are open to the script in its tabs. */
function isOpenTo(name: string, asker: Asker): boolean {
  if (!isRecordName(name)) return false;
  const [, page] = /^marks:(.*)$/s.exec(name) ?? [];
  return asker === ownPage || page === undefined || originOf(page) === originOf(asker.url);
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

/** The settings go with a reader from computer to computer, if the browser does that; all else stays on this one. */
function areaOf(name: string): chrome.storage.StorageArea {
  return name === "settings" ? chrome.storage.sync : chrome.storage.local;
}

async function stored(name: string): Promise<unknown> {
  return (await areaOf(name).get(name))[name];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/** Milliseconds between two writes of what is synchronised: Chromium refuses more than 120 in a minute. */
const syncPause = 600;
let nextSync = 0;

function turnToSync(): Promise<void> {
  const now = Date.now();
  const turn = Math.max(now, nextSync);
  nextSync = turn + syncPause;
  return new Promise((resolve) => setTimeout(resolve, turn - now));
}

let last: Promise<unknown> | undefined;

/** Do `work` when all before it is done. */
export function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  last ??= migrate().catch(() => {});
  const done = last.then(work);
  last = done.catch(() => {});
  return done;
}

function refusedIfItFails<Reply>(work: () => Promise<Reply | { outcome: "refused" }>) {
  return inTurn(work).catch(() => ({ outcome: "refused" as const }));
}
