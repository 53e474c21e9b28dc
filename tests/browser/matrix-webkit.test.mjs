// Measure the deliveries under each policy in WebKitGTK, which loads no web extensions.
import { test } from "node:test";
import { compare } from "./matrix.mjs";
import { revealRoots } from "./reveal.mjs";
import { launch } from "./webkit.mjs";

test("WebKitGTK does what docs/browsers.md says", async () => {
  const webkit = await launch();
  const [first] = await webkit.windows();
  try {
    await compare("WebKitGTK", {
      async show(url) {
        await webkit.go(url);
        await webkit.evaluate(`(${revealRoots})()`);
      },
      async runInClick(script) {
        await webkit.evaluate(`addEventListener("click", () => { ${script} }, { once: true, capture: true })`);
        await webkit.click();
      },
      async windows(script) {
        const seen = [];
        for (const handle of [first, ...(await webkit.windows()).filter((handle) => handle !== first)]) {
          await webkit.turnTo(handle);
          seen.push(await webkit.evaluate(`return ${script}`));
        }
        await webkit.turnTo(first);
        return seen;
      },
      async leave() {
        for (const handle of (await webkit.windows()).filter((handle) => handle !== first)) {
          await webkit.turnTo(handle);
          await webkit.closeWindow();
        }
        await webkit.turnTo(first);
      },
    });
  } finally {
    await webkit.close();
  }
});
