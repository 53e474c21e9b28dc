// Open every delivery's view over live pages that are full of attacks, in Firefox.
import { startFirefox } from "./attacks/browsers.mjs";
import { testLive } from "./attacks/live-tests.mjs";

testLive("Firefox: ", startFirefox, 3);
