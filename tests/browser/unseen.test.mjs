// Let a page look for the extension, and ask it for things: it finds nothing and is answered nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { currentFrame, frameOf, launchWithExtension, openPage, viewIsGone, viewIsShown } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { assertHidden, onlyShown } from "./spy.mjs";

const words = "For sixty-one years the keepers";

let site;
let browser;
let page;
before(async () => {
  site = await startSite();
  browser = await launchWithExtension();
  page = await openPage(browser.context, site.url("story.html"));
});
after(async () => {
  await browser?.context.close();
  await site?.close();
});

/** All that a page can see of itself. */
function surroundings() {
  const names = (object) => (object ? Object.getOwnPropertyNames(object).sort() : []);
  return {
    html: document.documentElement.outerHTML,
    window: names(window).filter((name) => !/^\d+$/.test(name)),
    document: names(document),
    chrome: names(window.chrome),
    root: names(document.documentElement),
    sheets: document.adoptedStyleSheets.length,
    highlights: CSS.highlights.size,
    elements: customElements.get("clearstory-toggle") === undefined,
    stored: [localStorage.length, sessionStorage.length, document.cookie],
    loaded: performance.getEntriesByType("resource").filter(({ name }) => !name.startsWith(location.origin)).length,
  };
}

test("a page sees nothing of the extension before it is used, nor after", async () => {
  const before = await page.evaluate(surroundings);
  assert.ok(!before.html.includes("clearstory"), "the page has no trace of it");
  await browser.press(page);
  await viewIsShown(page, words);
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  assert.deepEqual(await page.evaluate(surroundings), before);
});

test("under the view, a script of the page finds nothing of it", async () => {
  const spied = await openPage(browser.context, site.url("story.html"));
  const tab = {
    evaluate: (work, ...values) => spied.evaluate(`(${work})(...${JSON.stringify(values)})`),
    inView: (work) => currentFrame(spied).evaluate(work),
    type: (text) => spied.keyboard.type(text),
  };
  const view = {
    async open() {
      await browser.press(spied);
      await viewIsShown(spied, words);
    },
    mark: () => frameOf(spied).getByRole("button", { name: "Note", exact: true }).click(),
    async close() {
      await browser.press(spied);
      await viewIsGone(spied);
    },
  };
  await assertHidden(tab, view, [onlyShown]);
  await spied.close();
});

test("a page can load no file of the extension", async () => {
  const { host } = new URL(browser.worker().url());
  const files = [
    "manifest.json",
    "background.js",
    "content.js",
    "code.js",
    "clearstory_bg.wasm",
    "icons/clearstory-32.png",
  ];
  const loaded = await page.evaluate(
    (addresses) =>
      Promise.all(
        addresses.map(
          (address) =>
            new Promise((resolve) => {
              const image = new Image();
              image.onload = () => resolve(address);
              image.onerror = () =>
                fetch(address)
                  .then(() => resolve(address))
                  .catch(() => resolve(null));
              image.src = address;
            }),
        ),
      ),
    files.map((file) => `chrome-extension://${host}/${file}`),
  );
  assert.deepEqual(
    loaded,
    files.map(() => null),
  );
});

test("a page has no way to send the extension anything, and what it says aloud is not heard", async () => {
  assert.equal(await page.evaluate(() => window.chrome?.runtime?.sendMessage), undefined);
  const heard = await page.evaluate(async () => {
    const answers = [];
    addEventListener("message", ({ data }) => data.ours || answers.push(data));
    for (const type of ["toggle", "extract", "select", "render", "bind", "code", "read", "swap"]) {
      const message = { type, html: "<p>x", url: "https://example.org/", name: "settings", choice: {}, format: "html" };
      postMessage({ ...message, ours: true });
      document.dispatchEvent(new CustomEvent(type, { detail: message }));
      document.dispatchEvent(new CustomEvent(`clearstory-${type}`, { detail: message }));
    }
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return { answers, isOpen: document.querySelector("html > div") !== null };
  });
  assert.deepEqual(heard, { answers: [], isOpen: false });
});

test("the background answers no message that is not of our own script in a tab, or not of its form", async () => {
  // The worker's listener is asked as the browser asks it, by senders of all kinds.
  const answered = await browser.worker().evaluate(async () => {
    const { id } = chrome.runtime;
    const tab = { id: 1, incognito: false };
    const source = { type: "extract", html: "<p>It rained.", url: "https://example.org/" };
    const asked = [
      [source, { id: "aaaabbbbccccddddeeeeffffgggghhhh", tab, frameId: 0 }],
      [source, { id }],
      [source, { id, tab, frameId: 1 }],
      [source, {}],
      [
        { ...source, html: 1 },
        { id, tab, frameId: 0 },
      ],
      [
        { ...source, url: undefined },
        { id, tab, frameId: 0 },
      ],
      [
        { ...source, type: "select", choice: { keep: "all" } },
        { id, tab, frameId: 0 },
      ],
      [
        { type: "render", article: {}, format: "html" },
        { id, tab, frameId: 0 },
      ],
      [
        { type: "render", article: null, format: "exe" },
        { id, tab, frameId: 0 },
      ],
      [{ type: "bind" }, { id, tab, frameId: 0 }],
      [
        { type: "read", name: "__proto__" },
        { id, tab, frameId: 0 },
      ],
      [
        { type: "read", name: "marks:https://other.example/" },
        { id, tab, frameId: 0, url: "https://example.org/" },
      ],
      [
        { type: "swap", name: "marks:https://other.example/", after: {} },
        { id, tab, frameId: 0, url: "https://example.org/" },
      ],
      [
        { type: "read", name: 1 },
        { id, tab, frameId: 0 },
      ],
      [{ type: "unknown" }, { id, tab, frameId: 0 }],
      ["extract", { id, tab, frameId: 0 }],
      [null, { id, tab, frameId: 0 }],
      [undefined, { id, tab, frameId: 0 }],
    ];
    const answers = [];
    for (const [message, sender] of asked) {
      chrome.runtime.onMessage.dispatch(message, sender, (answer) => answers.push({ message, answer }));
    }
    // What is stored is asked for in turn, so by this answer all others have come.
    const last = { type: "read", name: "settings" };
    await new Promise((done) => chrome.runtime.onMessage.dispatch(last, { id, tab, frameId: 0 }, done));
    return answers;
  });
  const given = answered.filter(({ answer }) => answer.outcome !== "refused");
  assert.deepEqual(given, []);
  assert.equal(answered.length, 3, "what is stored is refused");
});
