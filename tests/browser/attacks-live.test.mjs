// Open every delivery's view over live pages that are full of attacks, in Chromium.
import { startChromium } from "./attacks/browsers.mjs";
import { faults, testLive } from "./attacks/live-tests.mjs";

const { judged, called, reported, refused, asked } = faults;
testLive("", startChromium, {
  extension: [judged, called, reported, asked],
  bookmarklet: [judged, called, reported, asked],
  window: [judged, refused],
});
