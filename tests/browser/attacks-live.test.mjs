// Open every delivery's view over live pages that are full of attacks, in Chromium.
import { startChromium } from "./attacks/browsers.mjs";
import { testLive } from "./attacks/live-tests.mjs";

testLive("", startChromium);
