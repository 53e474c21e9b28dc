// Drive Debian's Chromium: plain pages, and the extension with its button really pressed.
import assert from "node:assert/strict";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { revealRoots } from "./reveal.mjs";
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

/** Contexts in which the view is an extension's. */
const withExtension = new WeakSet();

export function launch(args = []) {
  return chromium.launch({ executablePath, args: [...quiet, ...args] });
}

/** A picture of `size` ("800x600"), as the bytes of a PNG. */
export async function drawn(page, size) {
  const address = await page.evaluate((size) => {
    const [width, height] = size.split("x").map(Number);
    return Object.assign(document.createElement("canvas"), { width, height }).toDataURL("image/png");
  }, size);
  return Buffer.from(address.split(",")[1], "base64");
}

/**
 * Chromium with the built extension, in a new profile or in one that outlives it; with `more` of the command line's options.
 * `press(page)` is the toolbar button: it grants `activeTab` as a click does.
 */
export async function launchWithExtension(wanted = {}) {
  const { profile = "", isInstalled = false, keepsWelcome = false, more = [], settings = {} } = wanted;
  const folder = join(dist, "extension-chromium");
  const context = await chromium.launchPersistentContext(profile, {
    ...settings,
    executablePath,
    args: [
      ...quiet,
      ...more,
      `--load-extension=${folder}`,
      `--disable-extensions-except=${folder}`,
      // Lets the DevTools protocol press the button.
      "--enable-unsafe-extension-debugging",
    ],
    ignoreDefaultArgs: ["--disable-extensions"],
  });
  withExtension.add(context);
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  const id = new URL(worker.url()).host;
  if (!isInstalled) await worker.evaluate(welcomed, keepsWelcome);
  const devtools = await context.browser().newBrowserCDPSession();
  return {
    context,
    /** The background as it runs now: it may have been stopped and started. */
    worker: () => context.serviceWorkers().at(-1) ?? worker,
    devtools,
    /** End the whole browser at once. */
    async crash() {
      const closed = new Promise((resolve) => context.once("close", resolve));
      devtools.send("Browser.crash").catch(() => {});
      await closed;
    },
    /** Open a page of the extension itself. */
    openOwn: (name) => openPage(context, `chrome-extension://${id}/${name}`),
    /** Let the extension be asked for `origin` and given it, as a reader does who answers the browser's question with yes. */
    allow: (origin) => inBrowser(context, "addHostPermission", id, origin),
    /** Take it back, as a reader does in the browser's list of extensions. */
    withdraw: (origin) => inBrowser(context, "removeHostPermission", id, origin),
    /** Give the toolbar button this shortcut, or none, as a reader does on the browser's page of shortcuts. */
    changeShortcut: (keybinding) =>
      inBrowser(context, "updateExtensionCommand", { extensionId: id, commandName: "_execute_action", keybinding }),
    /** Choose from one of the extension's menus on `page`. The browser's own menus are out of reach. */
    async choose(menuItemId, page, more = {}) {
      await page.bringToFront();
      await (context.serviceWorkers().at(-1) ?? worker).evaluate(
        async ({ clicked }) => {
          const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
          chrome.contextMenus.onClicked.dispatch(clicked, tab);
        },
        { clicked: { menuItemId, pageUrl: page.url(), ...more } },
      );
    },
    async press(page, shown = page.url()) {
      const { targetInfos } = await devtools.send("Target.getTargets", { filter: [{ type: "tab" }] });
      const tab = targetInfos.find(({ url }) => url === shown);
      assert.ok(tab, `there is a tab at ${shown}`);
      await devtools.send("Extensions.triggerAction", { id, targetId: tab.targetId });
    },
  };
}

/** Wait for the page that the extension shows after its installation, which else takes the place of a test's own. */
async function welcomed(isKept) {
  for (;;) {
    const [tab] = await chrome.tabs.query({ url: chrome.runtime.getURL("welcome.html") });
    if (tab) return isKept ? undefined : chrome.tabs.remove(tab.id);
    await new Promise((again) => setTimeout(again));
  }
}

/** Do in the browser's list of extensions what a person does there. */
async function inBrowser(context, act, ...values) {
  const page = await context.newPage();
  await page.goto("chrome://extensions/");
  await page.evaluate(({ act, values }) => chrome.developerPrivate[act](...values), { act, values });
  await page.close();
}

/** Open `url` and note whatever goes wrong in it; `page.problems` must stay empty unless a test expects some. */
export async function openPage(context, url) {
  const page = await context.newPage();
  if (!withExtension.has(page.context())) await page.context().addInitScript(revealRoots);
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

/** All of the view that a page has a way to. */
export const host = "html > div";

/** Everything in the frame that covers the page, the toolbar too; for a moment the selection before is there as well. */
export function frameOf(page) {
  return withExtension.has(page.context())
    ? currentFrame(page)
    : page.locator(`${host} dialog > iframe`).last().contentFrame();
}

/** The frame of the view itself, in a page that has opened it with the embed. */
export const embedFrameOf = (page) => page.frames()[1];

/** The same frame as it is now: the page has no way to it, the browser has. */
export function currentFrame(page) {
  const frame = framesOf(page).at(-1);
  assert.ok(frame, "there is a view");
  return frame;
}

const framesOf = (page) =>
  page
    .mainFrame()
    .childFrames()
    .filter((frame) => frame.url() === "about:blank");

/** The view's main part. */
export function viewOf(page) {
  return frameOf(page).locator("main");
}

export async function viewIsShown(page, text) {
  for (;;) {
    while (framesOf(page).length === 0) await new Promise((again) => setTimeout(again, 10));
    const frame = currentFrame(page);
    try {
      return await viewOf(page).getByText(text).first().waitFor();
    } catch (error) {
      // Another has come in its place.
      if (!frame.isDetached()) throw error;
    }
  }
}

/** Wait until `work` says yes in a view, while one selection may follow another. */
export async function untilInView(page, work) {
  const ask = () => framesOf(page).at(-1)?.evaluate(work);
  while (!(await ask()?.catch(() => false))) await new Promise((again) => setTimeout(again, 10));
}

/** To be run in the page that opens the view: its story counts as painted as soon as `paint` is called, and no sooner. */
export function holdPaint() {
  const later = setTimeout;
  window.requestAnimationFrame = (run) => {
    window.paint = run;
  };
  window.setTimeout = (run, time) => (time ? time !== 200 && later(run, time) : run());
}

export async function viewIsGone(page) {
  await page.locator(host).waitFor({ state: "detached" });
}
