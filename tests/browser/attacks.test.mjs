// Try the attacks of tests/attacks at every place where Chromium reads what is made of them.
import { startChromium } from "./attacks/browsers.mjs";
import { testAttacks } from "./attacks/tests.mjs";

testAttacks("", startChromium);
