// Open the extension's view and the bookmarklet's over live pages that are full of attacks, in Chromium.
import { watchFrame } from "./attacks/live.mjs";
import { testLive } from "./attacks/live-tests.mjs";
import { currentFrame, launchWithExtension } from "./chromium.mjs";

const run = (frame, work, values) => frame.evaluate(`(${work})(...${JSON.stringify(values)})`);

testLive("", async (site, bookmarklet) => {
  const browser = await launchWithExtension({ more: ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"] });
  const { context } = browser;
  await context.addInitScript(watchFrame);
  const judging = await context.newPage();
  await judging.goto(`${site.origin}/reported`);
  const page = await context.newPage();
  const said = [];
  page.on("dialog", (dialog) => {
    said.push(dialog.message());
    void dialog.dismiss();
  });

  const tabThat = (open) => ({
    said,
    open,
    origin: site.origin,
    go: (path) => page.goto(`${site.origin}${path}`),
    evaluate: (work, ...values) => run(page, work, values),
    judge: (html) => run(judging, async (html) => (await import("/attacks/judge.mjs")).judge(html), [html]),
  });
  const inPlace = (press) =>
    tabThat(async () => {
      const view = viewIn(page);
      await press();
      return {
        ...view,
        async close() {
          await press();
          await view.isGone();
        },
      };
    });
  return {
    close: () => context.close(),
    tabs: {
      extension: inPlace(() => browser.press(page)),
      bookmarklet: inPlace(() => page.evaluate(bookmarklet)),
    },
  };
});

/** The view in a window, and what its frame asks for from now on. */
function viewIn(window) {
  const asked = [];
  const note = (request) => asked.push(request);
  window.on("request", note);
  let frame;
  return {
    async inView(work, ...values) {
      frame = currentFrame(window);
      return run(frame, work, values);
    },
    async isGone() {
      while (!frame.isDetached()) await new Promise((again) => setTimeout(again, 10));
    },
    requests() {
      window.off("request", note);
      return asked.filter((request) => isIn(request.frame(), frame)).map((request) => request.url().split("#")[0]);
    },
  };
}

function isIn(frame, view) {
  for (let around = frame; around; around = around.parentFrame()) if (around === view) return true;
  return false;
}
