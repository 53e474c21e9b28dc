// Start what the attacks are tried with before the tests of a file, and end it after them.
import { after, before } from "node:test";
import { startSite } from "./site.mjs";

/**
 * What there is once the tests run: the `site`, the `browser` that `start` has started, with `script` in every frame
 * before anything else, and what `more` gives for these.
 */
export function setUp(start, script, more) {
  const up = {};
  before(async () => {
    up.site = await startSite();
    up.browser = await start();
    await up.browser.watch(script);
    Object.assign(up, await more(up));
  });
  after(async () => {
    await up.browser?.close();
    await up.files?.close();
    await up.site?.close();
  });
  return up;
}
