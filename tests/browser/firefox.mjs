// Drive Debian's Firefox with the built extension, its shortcut really given.
import assert from "node:assert/strict";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { dist } from "./site.mjs";

/** All of the view that a page has a way to. */
export const host = "html > div";

/** Milliseconds until a view is taken to have failed. */
const patience = 30_000;

/** Firefox with the built extension, and with these preferences. */
export async function launchWithExtension(preferences = {}, folder = join(dist, "extension-firefox")) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    // Keys of a test go to the page only; the shortcut's command has to be given to the browser's own window.
    args: ["--remote-allow-system-access"],
    extraPrefsFirefox: {
      "media.autoplay.default": 0,
      // Leave that an extension asks for is given without a question.
      "extensions.webextOptionalPermissionPrompts": false,
      ...preferences,
    },
  });
  await browser.installExtension(folder);
  // What is shown after the installation would else cover a test's own page. Its address is out of reach here.
  const pages = () => browser.targets().filter((target) => target.type() === "page");
  await browser.waitForTarget(() => pages().length > 1);
  /** The extension as the browser itself knows it. */
  const extension = 'WebExtensionPolicy.getByID("reader@clearstory.example").extension';
  /** Run `work` in the browser's own window, with the extension. */
  const ofExtension = (work, ...values) =>
    inBrowserWindow(browser.connection, `(${work})(${extension}, ...${JSON.stringify(values)})`);
  const inPage = async (shownBy, work) => {
    const asked = `(${runIn})(${shownBy}, ${JSON.stringify(String(work))})`;
    const answer = JSON.parse(await inBrowserWindow(browser.connection, asked));
    assert.ok("value" in answer, answer.error);
    return answer.value;
  };
  return {
    browser,
    close: () => browser.close(),
    pages: () => browser.pages(),
    async openPage(url) {
      const page = await browser.newPage();
      const problems = [];
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      page.on("pageerror", (error) => problems.push(String(error)));
      await page.goto(url);
      return { problems, ...tabOf(page) };
    },
    press: () => giveShortcut(browser.connection),
    /** Choose from the menu of the button while a page is in front, as the menu itself tells the extension of it. */
    choose: (menuItemId) => ofExtension(choose, menuItemId),
    /** Click on an element with the right button and choose what the extension offers there; tells what it is called. */
    async chooseOver({ page, evaluate }, selector) {
      const [x, y] = await evaluate((selector) => {
        const [{ left, top, height }] = document.querySelector(selector).getClientRects();
        return [left + 5, top + height / 2];
      }, selector);
      await page.mouse.click(x, y, { button: "right" });
      return ofExtension(chooseOffered);
    },
    /** The tab that is opened next. */
    async nextPage() {
      const known = new Set(browser.targets());
      const target = await browser.waitForTarget((target) => target.type() === "page" && !known.has(target));
      return tabOf(await target.page());
    },
    /** Run `work` for the page in front as the browser itself, with the page's window and an object that is kept for it. */
    inTab: (work) => inPage("gBrowser.selectedBrowser", work),
    /** The same for the page that is the extension's background, which has to be running. */
    inBackground: (work) => inPage(`${extension}.backgroundContext.xulBrowser`, work),
    /** Open any address in front, also one that the driver has no way to; a name alone is that of a page of the extension. */
    show: (name) => ofExtension(show, name),
    /** Give the toolbar button this shortcut, as a reader does on the browser's page of shortcuts. */
    changeShortcut: (keys) => ofExtension(changeShortcut, keys),
    /** Wait until the background runs, which has been ended and asked since. */
    backgroundRuns: () => ofExtension(backgroundRuns),
    /** Stop the background, as the browser does when it has been idle. */
    stopBackground: () => ofExtension(stopBackground),
    /** End the background's process at once, as a crash does. */
    crashBackground: async () => process.kill(await ofExtension(backgroundProcess), "SIGKILL"),
    /** What the toolbar button says of the tab that is in front. */
    buttonTitle: () => ofExtension(buttonTitle),
  };
}

function tabOf(page) {
  // The page has no way to the view: the browser has. For a moment the selection before is there as well.
  const isView = (frame) => ["about:blank", page.url()].includes(frame.url());
  const view = () => page.mainFrame().childFrames().findLast(isView);
  return {
    page,
    evaluate: (work, ...values) => page.evaluate(work, ...values),
    waitForFunction: (work, argument) => page.waitForFunction(work, {}, argument),
    /** Run `work` in the view. */
    inView: (work, ...values) => view().evaluate(work, ...values),
    /** Wait until `work` says yes in a view. */
    async untilInView(work, ...values) {
      const end = Date.now() + patience;
      // A frame that is just being loaded, or exchanged, answers nothing.
      while (
        !(await view()
          ?.evaluate(work, ...values)
          .catch(() => false))
      ) {
        assert.ok(Date.now() < end, `it never comes true in the view: ${work}`);
        await new Promise((again) => setTimeout(again, 20));
      }
    },
    viewIsGone: () => page.waitForFunction((host) => document.querySelector(host) === null, {}, host),
  };
}

/** What the browser does when the extension's shortcut is typed: `activeTab` is granted as to a person. */
const giveShortcut = (connection) =>
  inBrowserWindow(connection, "document.querySelector('keyset[id^=ext-keyset] key').doCommand()");

function buttonTitle(extension) {
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  const { action } = ExtensionParent.apiManager.global.browserActionFor(extension);
  return action.getProperty(gBrowser.selectedTab, "title");
}

function choose(extension, menuItemId) {
  const tab = gBrowser.selectedTab;
  const { spec: pageUrl } = tab.linkedBrowser.currentURI;
  extension.tabManager.addActiveTabPermission(tab);
  extension.emit("webext-menu-menuitem-click", { pageUrl, modifiers: [], menuItemId }, tab);
}

async function chooseOffered(extension) {
  const menu = document.getElementById("contentAreaContextMenu");
  while (menu.state !== "open") await new Promise((again) => setTimeout(again, 20));
  const name = extension.id.replace(/\W/g, "_");
  const items = [...menu.querySelectorAll(`menuitem[id^=${name}]`)];
  menu.activateItem(items[0]);
  return items.map(({ label }) => label).join();
}

async function show(extension, name) {
  const url = URL.canParse(name) ? name : extension.getURL(name);
  gBrowser.selectedTab = gBrowser.addTrustedTab(url);
  const { selectedBrowser } = gBrowser;
  const isThere = () => selectedBrowser.currentURI.spec === url && !selectedBrowser.webProgress.isLoadingDocument;
  while (!isThere()) await new Promise((again) => setTimeout(again, 20));
}

/** The keys that the browser then listens for. */
async function changeShortcut(extension, shortcut) {
  await extension.shortcuts.updateCommand({ name: "_execute_action", shortcut });
  const key = document.querySelector("keyset[id^=ext-keyset] key");
  return `${key.getAttribute("modifiers")} ${key.getAttribute("key")}`;
}

async function backgroundRuns(extension) {
  const isThere = () => extension.backgroundState === "running" && extension.backgroundContext?.active;
  while (!isThere()) await new Promise((again) => setTimeout(again, 20));
}

async function stopBackground(extension) {
  await extension.terminateBackground();
  return extension.backgroundState;
}

const backgroundProcess = ({ backgroundContext }) =>
  backgroundContext.xulBrowser.browsingContext.currentWindowGlobal.osPid;

async function runIn({ messageManager }, work) {
  const answered = new Promise((resolve) => {
    const listener = ({ data }) => {
      messageManager.removeMessageListener("answer", listener);
      resolve(JSON.stringify(data));
    };
    messageManager.addMessageListener("answer", listener);
  });
  const answer = `(async () => ({ value: (await (${work})(content, (globalThis.kept ??= {}))) ?? null }))()`;
  const script = `${answer}.catch((error) => ({ error: String(error) })).then((answer) => sendAsyncMessage("answer", answer))`;
  messageManager.loadFrameScript(`data:,${encodeURIComponent(script)}`, false);
  return await answered;
}

/** Evaluate in the browser's own window, which no page can. */
async function inBrowserWindow(connection, expression) {
  const { result: tree } = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  const window = tree.contexts.find(({ url }) => url === "chrome://browser/content/browser.xhtml");
  const { result } = await connection.send("script.evaluate", {
    expression,
    target: { context: window.context },
    awaitPromise: true,
  });
  assert.equal(result.type, "success", JSON.stringify(result));
  return result.result.value;
}
