// Drive Debian's Chromium: plain pages, and the extension with its button really pressed.
import assert from "node:assert/strict";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { dist } from "./site.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const quiet = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
  // Sound that a test plays would otherwise wait for a click.
  "--autoplay-policy=no-user-gesture-required",
];

export function launch() {
  return chromium.launch({ executablePath, args: quiet });
}

/**
 * Chromium with the built extension, or the one in `folder`; with a `profile` that outlives it, or none. `press(page)` is the toolbar button: it
 * grants `activeTab` as a click does.
 */
export async function launchWithExtension({ profile = "", folder = join(dist, "extension-chromium") } = {}) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [
      ...quiet,
      `--load-extension=${folder}`,
      `--disable-extensions-except=${folder}`,
      // Lets the DevTools protocol press the button.
      "--enable-unsafe-extension-debugging",
    ],
    ignoreDefaultArgs: ["--disable-extensions"],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  const id = new URL(worker.url()).host;
  const devtools = await context.browser().newBrowserCDPSession();
  return {
    context,
    /** The background as it runs now: it may have been stopped and started. */
    worker: () => context.serviceWorkers().at(-1) ?? worker,
    devtools,
    async press(page) {
      const { targetInfos } = await devtools.send("Target.getTargets", { filter: [{ type: "tab" }] });
      const tab = targetInfos.find(({ url }) => url === page.url());
      assert.ok(tab, `there is a tab at ${page.url()}`);
      await devtools.send("Extensions.triggerAction", { id, targetId: tab.targetId });
    },
  };
}

/** Open `url` and note whatever goes wrong in it; `page.problems` must stay empty unless a test expects some. */
export async function openPage(context, url) {
  const page = await context.newPage();
  page.problems = [];
  page.requests = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") page.problems.push(message.text());
  });
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("request", (request) => page.requests.push(request.url()));
  await page.goto(url);
  return page;
}

/** The view's main part, in the frame that covers the page. */
export function viewOf(page) {
  return page.frameLocator("html > dialog > iframe").locator("main");
}

export async function viewIsShown(page, text) {
  await viewOf(page).getByText(text).first().waitFor();
}

export async function viewIsGone(page) {
  await page.locator("html > dialog").waitFor({ state: "detached" });
}
