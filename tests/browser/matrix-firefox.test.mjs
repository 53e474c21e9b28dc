// Measure the deliveries under each policy in Firefox.
import { test } from "node:test";
import { launchWithExtension } from "./firefox.mjs";
import { askFrames, compare } from "./matrix.mjs";

test("Firefox does what docs/browsers.md says", async () => {
  const firefox = await launchWithExtension();
  const before = new Set(await firefox.pages());
  let page;
  const others = async () => (await firefox.pages()).filter((window) => window !== page && !before.has(window));
  try {
    await compare("Firefox", {
      async show(url) {
        ({ page } = await firefox.openPage(url));
      },
      runInClick: (script) => page.evaluate(script),
      pressExtension: firefox.press,
      refusal: firefox.buttonTitle,
      windows: async (script) => Promise.all([page, ...(await others())].map((window) => askFrames(window, script))),
      async leave() {
        for (const window of [...(await others()), page]) await window.close();
      },
    });
  } finally {
    await firefox.close();
  }
});
