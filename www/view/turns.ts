// Let one window of a site at a time write to the site's storage.

/** The name that a site's windows share. */
const lock = "clearstory";

/** Milliseconds in which a window writes all that it has to. */
const turnTime = 50;

/** Milliseconds in which what was written reaches the other windows: browsers pass it on a little later. */
const passedOnAfter = 50;

/** Milliseconds until it is written out of turn: better that than not at all, beside a window that hangs. */
const patience = 2_000;

let turn: Promise<void> | undefined;

/** Wait for this window's turn: it lasts until the next task. Where there are no locks, as on sites without TLS, it is always. */
export function ownTurn(): Promise<void> {
  if (!("locks" in navigator)) return Promise.resolve();
  turn ??= nextTurn();
  return turn;
}

function nextTurn(): Promise<void> {
  return new Promise((begin) => {
    const work = async () => {
      begin();
      await pause(turnTime);
      turn = undefined;
      await pause(passedOnAfter);
    };
    navigator.locks.request(lock, { signal: AbortSignal.timeout(patience) }, work).catch(() => {
      turn = undefined;
      begin();
    });
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
