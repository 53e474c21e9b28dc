// Try the attacks of tests/attacks at every place where Firefox reads what is made of them.
import { startFirefox } from "./attacks/browsers.mjs";
import { testAttacks } from "./attacks/tests.mjs";

testAttacks("Firefox: ", startFirefox);
