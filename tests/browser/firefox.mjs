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
export async function launchWithExtension(preferences = {}) {
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
  await browser.installExtension(join(dist, "extension-firefox"));
  // What is shown after the installation would else cover a test's own page. Its address is out of reach here.
  const pages = () => browser.targets().filter((target) => target.type() === "page");
  await browser.waitForTarget(() => pages().length > 1);
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
    /** Choose from one of the extension's menus on the page in front, as the menu itself tells the extension of it. */
    choose: (menuItemId, more = {}) =>
      inBrowserWindow(browser.connection, `(${choose})(gBrowser, ${JSON.stringify({ menuItemId, ...more })})`),
    /** The tab that is opened next. */
    async nextPage() {
      const known = new Set(browser.targets());
      const target = await browser.waitForTarget((target) => target.type() === "page" && !known.has(target));
      return tabOf(await target.page());
    },
    /** Run `work` for the page in front as the browser itself, with the page's window and an object that is kept for it. */
    async inTab(work) {
      const asked = `(${runInTab})(gBrowser, ${JSON.stringify(String(work))})`;
      const answer = JSON.parse(await inBrowserWindow(browser.connection, asked));
      assert.ok("value" in answer, answer.error);
      return answer.value;
    },
    /** What the toolbar button says of the tab that is in front. */
    buttonTitle: () => inBrowserWindow(browser.connection, buttonTitle),
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

const buttonTitle = `(() => {
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  const { extension } = WebExtensionPolicy.getByID("reader@clearstory.example");
  const { action } = ExtensionParent.apiManager.global.browserActionFor(extension);
  return action.getProperty(gBrowser.selectedTab, "title");
})()`;

function choose(gBrowser, info) {
  const { extension } = WebExtensionPolicy.getByID("reader@clearstory.example");
  const tab = gBrowser.selectedTab;
  const { spec: pageUrl } = tab.linkedBrowser.currentURI;
  extension.tabManager.addActiveTabPermission(tab);
  extension.emit("webext-menu-menuitem-click", { pageUrl, modifiers: [], ...info }, tab);
}

async function runInTab(gBrowser, work) {
  const { messageManager } = gBrowser.selectedBrowser;
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
