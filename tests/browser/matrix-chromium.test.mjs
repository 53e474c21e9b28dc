// Measure the deliveries under each policy in Chromium.
import { test } from "node:test";
import { launchWithExtension, openPage } from "./chromium.mjs";
import { askFrames, compare } from "./matrix.mjs";

test("Chromium does what docs/browsers.md says", async () => {
  const { context, press, worker } = await launchWithExtension();
  const before = new Set(context.pages());
  let page;
  const titleOfButton = async () => {
    const [tab] = await chrome.tabs.query({ active: true });
    return chrome.action.getTitle({ tabId: tab.id });
  };
  try {
    await compare("Chromium", {
      async show(url) {
        page = await openPage(context, url);
      },
      runInClick: (script) => page.evaluate(script),
      pressExtension: () => press(page),
      refusal: async () => await worker().evaluate(titleOfButton),
      windows(script) {
        const others = context.pages().filter((window) => window !== page && !before.has(window));
        return Promise.all([page, ...others].map((window) => askFrames(window, script)));
      },
      async leave() {
        for (const window of context.pages().filter((window) => !before.has(window))) await window.close();
      },
    });
  } finally {
    await context.close();
  }
});
