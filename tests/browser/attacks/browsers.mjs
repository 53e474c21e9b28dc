// Start a browser for the attacks: with the extension in it, and nothing beyond this machine to be reached.
import { launchWithExtension as launchChromium } from "../chromium.mjs";
import { launchWithExtension as launchFirefox } from "../firefox.mjs";

/**
 * Both give the same: `watch(script)` has it run in every frame before anything else; `newPage()`; and `press(page)`, the
 * extension's button, on the page in front.
 */
export async function startChromium() {
  const { context, press } = await launchChromium({
    more: ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
  });
  return {
    watch: (script) => context.addInitScript(script),
    newPage: () => context.newPage(),
    press,
    close: () => context.close(),
  };
}

export async function startFirefox() {
  // Nothing answers there, so every request fails at once, but for those of this machine.
  const { browser, press, close } = await launchFirefox({
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
  });
  return {
    // For windows that are opened later as well, which a page's own scripts are not.
    watch: (script) => browser.connection.send("script.addPreloadScript", { functionDeclaration: String(script) }),
    newPage: () => browser.newPage(),
    press,
    close,
  };
}
