// Try the attacks of tests/attacks at every place where Chromium reads what is made of them.
import { testAttacks } from "./attacks/tests.mjs";
import { launch } from "./chromium.mjs";

testAttacks("", async () => {
  const browser = await launch(["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]);
  return {
    async newPage(script) {
      const page = await browser.newPage();
      await page.addInitScript(script);
      return page;
    },
    close: () => browser.close(),
  };
});
