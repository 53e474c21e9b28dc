// Reload a page under its open view: it must be what a plain reload makes of it, with nothing of the view left.
import assert from "node:assert/strict";
import { read, twoFrames } from "./given-back.mjs";

/** Down the page, in pixels. */
const place = 700;

/** What a reader has done on the page before: browsers keep some of it over a reload. */
function use(place) {
  scrollTo({ top: place, behavior: "instant" });
  document.querySelector("#name").value = "Grace";
  document.querySelector("#port").selectedIndex = 2;
  document.querySelector("#notes").focus({ preventScroll: true });
}

/** The view has been read in, by more than a window. */
const readOn = () => scrollBy({ top: 3 * innerHeight, behavior: "instant" });

/**
 * Use the page, with the view over it where there is one, reload it, and tell what it is then. What a browser restores, it
 * restores with the next frames.
 * @param tab has `evaluate(work, value)`, `waitForFunction(work, value)`, `reload()`, `inView(work)` where there is a view, and `comeForward()` where a tab has
 * no frames behind another
 */
async function reloaded(tab, open) {
  await tab.comeForward?.();
  await tab.evaluate(use, place);
  await open?.();
  if (open) await tab.inView(readOn);
  await tab.reload();
  await tab.waitForFunction((place) => scrollY === place, place);
  await tab.evaluate(twoFrames);
  return tab.evaluate(read);
}

/** Run in a page: it has the toggle, as a page that includes the embed; at its end, where it moves nothing. */
export const addToggle = async () => {
  await import("/embed/clearstory.js");
  document.body.append(document.createElement("clearstory-toggle"));
};

/** Run in such a page: its toggle is pressed. */
export const pressToggle = () => void document.querySelector("clearstory-toggle").press();

/** Reload twice without the view and twice with it, and close the view that is opened after that. */
export async function assertReloaded(alone, covered, { open, close }) {
  for (const _time of [1, 2]) {
    const expected = await reloaded(alone);
    assert.deepEqual(await reloaded(covered, open), expected);
  }
  const before = await covered.evaluate(read);
  await open();
  await close();
  await covered.evaluate(twoFrames);
  assert.deepEqual(await covered.evaluate(read), before);
}
