// Open the view over live pages that are full of attacks, in Firefox.
import { startFirefox } from "./attacks/browsers.mjs";
import { faults, testLive } from "./attacks/live-tests.mjs";

const { judged, called, reported, asked } = faults;
const noticed = {
  extension: [judged, called, reported, asked],
  // Its document is opened anew, and then nobody hears what the policy reports. In the bookmarklet's window it is not tried.
  bookmarklet: [judged, called, asked],
};
testLive("Firefox: ", startFirefox, noticed, 3);
