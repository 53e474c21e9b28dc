// Run the bookmarklet as a bookmark does, in the page's own world but free of its script policy, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import {
  currentFrame,
  frameOf,
  holdPaint,
  host,
  launch,
  openPage,
  viewIsGone,
  viewIsShown,
  viewOf,
} from "./chromium.mjs";
import { messagesOf } from "./locales.mjs";
import { dist, startSite } from "./site.mjs";

let site;
let elsewhere;
let files;
let browser;
let code;
before(async () => {
  site = await startSite();
  elsewhere = await startSite();
  files = await serve(`${dist}/bookmarklet`, 0);
  browser = await launch();
  code = await installed(browser);
});
after(async () => {
  await browser?.close();
  await files?.close();
  await elsewhere?.close();
  await site?.close();
});

/** The bookmark that the installation page offers. */
async function installed(context) {
  const page = await openPage(context, `${files.url}index.html`);
  const link = page.locator("#bookmarklet[href^='javascript:']");
  await link.waitFor();
  const address = await link.evaluate((element) => element.href);
  assert.ok(address.length < 2000, `the bookmarklet has ${address.length} characters`);
  assert.deepEqual(page.problems, []);
  await page.close();
  return decodeURIComponent(address.slice("javascript:".length));
}

/** Press the bookmarklet, and wait for the window that it opens. */
async function pressForWindow(page, pressed = code) {
  const opened = page.waitForEvent("popup");
  await page.evaluate(pressed);
  return opened;
}

test("it shows the story in place, and takes it away", async () => {
  const page = await openPage(browser, site.url("story.html"));
  const html = await page.evaluate(() => document.documentElement.outerHTML);
  await page.evaluate(code);
  await viewIsShown(page, "For sixty-one years the keepers");
  await page.evaluate(code);
  await viewIsGone(page);
  assert.equal(await page.evaluate(() => document.documentElement.outerHTML), html);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a press before the story is painted takes it back, and the next one opens it", async () => {
  const page = await openPage(browser, site.url("story.html"));
  await page.evaluate(holdPaint);
  await page.evaluate(code);
  await viewIsShown(page, "For sixty-one years the keepers");
  await page.evaluate(code);
  await viewIsGone(page);
  await page.evaluate(code);
  await viewIsShown(page, "For sixty-one years the keepers");
  assert.equal(await page.locator(host).count(), 1);
  assert.deepEqual(page.problems, []);
  await page.close();
});

for (const policy of ["strict", "scriptSelf", "noWasm"]) {
  test(`where the page does not let it in, a window of its own shows the story, policy ${policy}`, async () => {
    const context = await browser.newContext();
    const page = await openPage(context, site.url("story.html", policy));
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    const requests = [];
    const problems = [];
    context.on("request", (request) => requests.push(request));
    context.on("console", (message) => message.page() !== page && problems.push(message.text()));
    const reader = await pressForWindow(page);
    await viewIsShown(reader, "For sixty-one years the keepers");
    assert.equal(await page.evaluate(() => document.documentElement.outerHTML), html);

    // It is the page's story, at the page's address, and the window has let go of the page.
    const frame = frameOf(reader);
    assert.equal(await frame.locator(".site").textContent(), "127.0.0.1");
    assert.equal(reader.url(), `${files.url}window.html`);
    assert.equal(await reader.evaluate(() => window.opener), null);
    // Nothing of the page is sent: files of the reader are fetched, and the story's own picture.
    assert.ok(requests.length > 3);
    for (const request of requests) {
      const isOwn = request.url().startsWith(files.url) && request.method() === "GET" && !request.url().includes("?");
      assert.ok(isOwn || request.url() === site.url("picture.png").split("?")[0], request.url());
    }
    const gone = reader.waitForEvent("close");
    // The window may be gone before the click is told to be done.
    await frame
      .getByRole("button", { name: "Close" })
      .click()
      .catch(() => {});
    await gone;
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test("a page that lets modules in is handed over with all that a live page knows, its frames too", async () => {
  const context = await browser.newContext();
  const page = await openPage(context, site.url("frames.html", "noWasm"));
  const reader = await pressForWindow(page);
  await viewIsShown(reader, "The ferry keeps its bell");
  assert.deepEqual(page.problems, []);
  await context.close();
});

test("highlights in the window are kept under the page's own address, where the page cannot see them", async () => {
  const context = await browser.newContext();
  const page = await openPage(context, site.url("story.html", "strict"));
  const reader = await pressForWindow(page);
  await viewIsShown(reader, "For sixty-one years the keepers");
  await currentFrame(reader).evaluate(() => {
    const words = document.querySelector(".story p").firstChild;
    document.getSelection().setBaseAndExtent(words, 10, words, 40);
  });
  await frameOf(reader).getByRole("button", { name: "Highlight" }).click();
  await reader.waitForFunction((address) => `clearstory:marks:${address}` in localStorage, page.url());
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await context.close();
});

test("in the window, where the page cannot be pointed at, a story is corrected from what was left out and from the whole page", async () => {
  const context = await browser.newContext();
  const visit = async (name) => {
    const reader = await pressForWindow(await openPage(context, site.url(name, "scriptSelf")));
    await viewIsShown(reader, "lighthouse");
    return frameOf(reader);
  };
  const view = await visit("fixes.html");
  const press = (name) => view.getByRole("button", { name, exact: true }).click();
  const isToldOf = (words) => view.locator(".story").filter({ hasText: words }).waitFor();
  await press("Correct the story");
  await view.getByText("The page itself cannot be pointed at here.").waitFor();
  assert.equal(await view.getByRole("button", { name: "Add from the page" }).count(), 0);
  await view.locator(".story", { hasNotText: "drawn in 1903" }).waitFor();
  await press("Add from what was left out");
  assert.equal(await view.locator(".left-out[open] > summary:focus").count(), 1);
  const block = view.locator(".left-out li li").filter({ hasText: "drawn in 1903" });
  await block.getByRole("button", { name: "Put back" }).click();
  await isToldOf("drawn in 1903");

  await press("Show the whole page");
  await isToldOf("Home");
  await press("Undo");
  await view.locator(".story").filter({ hasText: "drawn in 1903", hasNotText: "Home" }).waitFor();
  // It holds for the site's other pages, although nothing was pointed at.
  const other = await visit("fixes-other.html");
  await other.locator(".story").filter({ hasText: "drawn in 1903" }).waitFor();
  await context.close();
});

test("where the page keeps windows away from itself, the window says so", async () => {
  const page = await openPage(browser, site.url("story.html", "apartAndStrict"));
  const opened = page.context().waitForEvent("page");
  await page.evaluate(code);
  const reader = await opened;
  await viewIsShown(reader, "This window was given no page to read");
  await frameOf(reader).getByRole("button", { name: "Back to the page" }).click();
  await page.close();
});

test("where the page keeps windows away from itself but lets the reader in, the story is shown in place", async () => {
  const page = await openPage(browser, site.url("story.html", "apart"));
  await page.evaluate(code);
  await viewIsShown(page, "For sixty-one years the keepers");
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("where the page lets in neither the reader nor a window, one sentence says so and leaves no trace", async () => {
  for (const policy of ["sandbox", "sandboxAndStrict"]) {
    const page = await openPage(browser, site.url("story.html", policy));
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    await page.evaluate(code);
    const dialog = page.getByRole("dialog");
    await dialog.getByText("lets Clearstory neither in nor open a window").waitFor();
    await dialog.getByRole("button", { name: "OK" }).click();
    await dialog.waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.documentElement.outerHTML), html);
    await page.close();
  }
});

test("a host that does not share its files with other sites serves the window all the same", async () => {
  const page = await openPage(browser, site.url("story.html"));
  await page.route("**/reader.js", (route) => route.abort());
  await viewIsShown(await pressForWindow(page), "For sixty-one years the keepers");
  await page.close();
});

test("where the module is there but no view can be, the window shows the story", async () => {
  const page = await openPage(browser, site.url("story.html"));
  await page.evaluate(() => {
    window.CSSStyleSheet = undefined;
  });
  await viewIsShown(await pressForWindow(page), "For sixty-one years the keepers");
  await page.close();
});

test("a window that nobody has opened says what it is, and sends nothing", async () => {
  const page = await openPage(browser, `${files.url}window.html#1,2,3,4`);
  await viewIsShown(page, "This window was given no page to read");
  assert.deepEqual(page.problems, []);
  await page.close();
});

/** A page of the attacker's with a window of the reader's open: `reader`, `nonce`, and what a right message would be. */
async function attack(forge, ...values) {
  const page = await openPage(browser, site.url("story.html"));
  const opened = page.waitForEvent("popup");
  await page.evaluate((address) => {
    window.nonce = "1,2,3,4";
    window.right = (text) => ({
      nonce: window.nonce,
      url: document.URL,
      html: `<title>Told</title><article><h1>Told</h1>${`<p>${text}, and the river stood at the second step of the old mill.</p>`.repeat(9)}</article>`,
    });
    window.asked = new Promise((resolve) => addEventListener("message", resolve, { once: true }));
    window.reader = open(`${address}window.html#${window.nonce}`);
  }, files.url);
  const reader = await opened;
  await page.evaluate(() => window.asked);
  await page.evaluate(forge, ...values);
  return { page, reader };
}

/** What a page must not be able to do: each sends something wrong, in time before the right message. */
const forgeries = {
  "with a wrong nonce": () => window.reader.postMessage({ ...window.right("Forged"), nonce: "1,2,3,5" }, "*"),
  "without a nonce": () => window.reader.postMessage({ ...window.right("Forged"), nonce: undefined }, "*"),
  "for another site": () => window.reader.postMessage({ ...window.right("Forged"), url: "https://bank.example/" }, "*"),
  "for no address": () => window.reader.postMessage({ ...window.right("Forged"), url: "bank" }, "*"),
  "that are no page": () => {
    for (const data of [null, "1,2,3,4", 7, [], { nonce: window.nonce }]) window.reader.postMessage(data, "*");
    window.reader.postMessage({ ...window.right("Forged"), html: { toString: "x" } }, "*");
  },
  "from another window of the same site": async () => {
    const frame = document.createElement("iframe");
    frame.src = "links.html";
    const loaded = new Promise((resolve) => {
      frame.onload = resolve;
    });
    document.body.append(frame);
    await loaded;
    frame.contentWindow.eval("(reader, message) => reader.postMessage(message, '*')")(
      window.reader,
      window.right("Forged"),
    );
  },
};

for (const [what, forge] of Object.entries(forgeries)) {
  test(`the window takes no messages ${what}, and still takes the right one`, async () => {
    const { page, reader } = await attack(forge);
    // Messages arrive in order: what was forged came first.
    await page.evaluate(() => window.reader.postMessage(window.right("Honest"), "*"));
    await viewIsShown(reader, "Honest, and the river stood");
    assert.ok(!(await viewOf(reader).textContent()).includes("Forged"));
    await page.close();
  });
}

test("the window takes one page, and no second one", async () => {
  const { page, reader } = await attack(() => {
    for (const text of ["First", "Second"]) window.reader.postMessage(window.right(text), "*");
  });
  await viewIsShown(reader, "First, and the river stood");
  await page.evaluate(() => window.reader.postMessage(window.right("Third"), "*"));
  // A message that was sent later has been answered by then.
  await reader.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.doesNotMatch(await viewOf(reader).textContent(), /Second|Third/);
  assert.equal(await reader.locator(host).count(), 1);
  await page.close();
});

/** The bookmarklet pressed on a page that keeps the reader out, with its nonce told to everybody. */
async function pressOpenly(page) {
  await page.evaluate(() => {
    const { open } = window;
    window.open = (address) => {
      window.nonce = new URL(address).hash.slice(1);
      window.reader = open.call(window, address);
      return window.reader;
    };
  });
  const reader = await pressForWindow(page);
  return { reader, nonce: await page.evaluate(() => window.nonce) };
}

const listen = (window) =>
  window.evaluate(() => {
    globalThis.heard = [];
    addEventListener("message", ({ data }) => globalThis.heard.push(data));
  });

test("another site's frame that knows the nonce is given nothing, and keeps the reader from nothing", async () => {
  const context = await browser.newContext();
  const page = await openPage(context, site.url("story.html", "noWasm"));
  const address = elsewhere.url("links.html");
  await page.evaluate((address) => {
    const frame = document.createElement("iframe");
    frame.src = address;
    document.body.append(frame);
    return new Promise((resolve) => {
      frame.onload = resolve;
    });
  }, address);
  const other = page.frames().find((frame) => frame.url() === address);
  await listen(other);
  // The reader's window comes to ask when the frame has asked.
  let letAsk;
  const hasAsked = new Promise((resolve) => {
    letAsk = resolve;
  });
  await context.route("**/window.js", async (route) => {
    await hasAsked;
    await route.continue();
  });
  const { reader, nonce } = await pressOpenly(page);
  await page.evaluate(() =>
    addEventListener("message", () => {
      window.isAsked = true;
    }),
  );
  await other.evaluate((nonce) => parent.postMessage(nonce, "*"), nonce);
  await page.waitForFunction(() => window.isAsked);
  letAsk();
  await viewIsShown(reader, "For sixty-one years the keepers");
  assert.deepEqual(await other.evaluate(() => globalThis.heard), []);
  await context.close();
});

test("a window that was led to another site is not given the page", async () => {
  const context = await browser.newContext();
  const page = await openPage(context, site.url("story.html", "noWasm"));
  await context.route("**/window.js", (route) => route.abort());
  const { reader, nonce } = await pressOpenly(page);
  await reader.goto(elsewhere.url("links.html"));
  await listen(reader);
  await page.evaluate(() => addEventListener("message", ({ source }) => source.postMessage("heard", "*")));
  await reader.evaluate((nonce) => opener.postMessage(nonce, "*"), nonce);
  await reader.waitForFunction(() => globalThis.heard.length > 0);
  assert.deepEqual(await reader.evaluate(() => globalThis.heard), ["heard"]);
  await context.close();
});

test("the bookmarklet says its sentence in the reader's language where that fits", async () => {
  for (const [locale, sentence] of Object.entries({
    de: /lässt Clearstory weder/,
    ar: /المنبثقة/,
    he: /קופצים/,
    ja: /ポップアップ/,
    ru: /всплывающие/,
    "zh-CN": /弹出/,
    fi: /neither in/,
  })) {
    const context = await browser.newContext({ locale });
    assert.match(await installed(context), sentence, locale);
    await context.close();
  }
});

test("a window that cannot be closed says what it is, in the reader's language", async () => {
  const { installWindow, installAbout } = await messagesOf("he");
  const context = await browser.newContext({ locale: "he" });
  // Opened by nobody, so that no script may close it.
  const page = await openPage(context, `${files.url}window.html#1,2,3,4`);
  await page.evaluate(() => {
    history.pushState(null, "", "#");
    history.pushState(null, "", "#1");
  });
  await viewOf(page).locator("h1").waitFor();
  await frameOf(page).getByRole("button").last().click();
  await page.getByText(installWindow.message).waitFor();
  assert.equal(await page.getByRole("link", { name: installAbout.message }).getAttribute("href"), "./");
  assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
  await context.close();
});
