// Try the attacks of tests/attacks at every place where Firefox reads what is made of them.
import { testAttacks } from "./attacks/tests.mjs";
import { launchWithExtension } from "./firefox.mjs";

testAttacks("Firefox: ", async () => {
  // Nothing answers there, so every request fails at once, but for those of this machine.
  const firefox = await launchWithExtension({
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
  });
  return {
    async newPage(script) {
      const page = await firefox.browser.newPage();
      await page.evaluateOnNewDocument(script);
      return page;
    },
    close: () => firefox.close(),
  };
});
