// Use the embed's element and its functions on a site's own page, in Chromium.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { frameOf, holdPaint, host, launch, openPage, viewIsGone, viewIsShown, viewOf } from "./chromium.mjs";
import { lengthen, shorten } from "./hard-pages.mjs";
import { removals, removalsByOwner } from "./removals.mjs";
import { dist, startSite } from "./site.mjs";
import { countReplaced, limitMemory, trapFirstInstance } from "./trap.mjs";

let site;
let browser;
before(async () => {
  site = await startSite();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

for (const policy of ["none", "embed"]) {
  test(`the element opens and closes the view, policy ${policy}`, async () => {
    const page = await openPage(browser, site.url("toggle.html", policy));
    await page.evaluate(() => {
      window.heard = [];
      for (const type of ["open", "close", "error"]) addEventListener(type, () => window.heard.push(type));
    });
    const button = page.getByRole("button", { name: "Clear view" });
    assert.equal(await button.getAttribute("aria-pressed"), "false");
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    assert.ok(!page.requests.some((url) => url.endsWith(".wasm")), "the engine waits for the first click");

    await button.click();
    await viewIsShown(page, "follow the sound of water downhill");
    assert.equal(await page.locator("clearstory-toggle [aria-pressed=true]").count(), 1);
    await frameOf(page).getByRole("button", { name: "Close" }).click();
    await viewIsGone(page);
    assert.equal(await button.getAttribute("aria-pressed"), "false");
    assert.equal(await page.evaluate(() => document.documentElement.outerHTML), html);
    assert.equal(await page.evaluate(() => document.activeElement.localName), "clearstory-toggle");
    assert.deepEqual(await page.evaluate(() => window.heard), ["open", "close"]);
    const origin = new URL(page.url()).origin;
    assert.ok(page.requests.every((url) => url.startsWith(`${origin}/`) || url === "data:,"));
    assert.deepEqual(page.problems, []);
    await page.close();
  });
}

test("where the page forbids wasm, the element says so", async () => {
  const page = await openPage(browser, site.url("toggle.html", "strict"));
  await page.evaluate(() => {
    window.codes = [];
    addEventListener("error", (event) => event instanceof CustomEvent && window.codes.push(event.detail.code));
  });
  await page.getByRole("button", { name: "Clear view" }).click();
  await viewIsShown(page, "security policy does not let Clearstory run");
  assert.deepEqual(await page.evaluate(() => window.codes), ["blocked"]);
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  await page.close();
});

test("a failed load is forgotten", async () => {
  const page = await openPage(browser, site.url("toggle.html"));
  await page.route("**/*.wasm", (route) => route.abort(), { times: 1 });
  const button = page.getByRole("button", { name: "Clear view" });
  await button.click();
  await viewIsShown(page, "could not be loaded");
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  await button.click();
  await viewIsShown(page, "follow the sound of water downhill");
  await page.close();
});

for (const [what, spoil] of [
  ["after a trap", trapFirstInstance],
  ["after memory has run out", limitMemory],
]) {
  test(`${what} the next click runs on a new instance`, async () => {
    const page = await openPage(browser, site.url("toggle.html"));
    await page.evaluate(spoil);
    await page.evaluate(countReplaced);
    await page.evaluate(lengthen);
    const button = page.getByRole("button", { name: "Clear view" });
    await button.click();
    await viewIsShown(page, "The reading engine stopped on this page.");
    await page.keyboard.press("Escape");
    await viewIsGone(page);
    await page.evaluate(shorten);
    await button.click();
    await viewIsShown(page, "follow the sound of water downhill");
    assert.equal(await page.evaluate(() => window.replaced), 1);
    assert.deepEqual(page.problems, []);
    await page.close();
  });
}

test("where there is no room for an instance, that is said, and the next click reads once there is", async () => {
  const page = await openPage(browser, site.url("toggle.html"));
  const taken = await page.evaluateHandle(() => {
    const memories = [];
    try {
      for (;;) memories.push(new WebAssembly.Memory({ initial: 1, maximum: 65_536 }));
    } catch (error) {
      return { memories, error };
    }
  });
  assert.deepEqual(await taken.evaluate(({ error }) => error.name), "RangeError");
  const button = page.getByRole("button", { name: "Clear view" });
  await button.click();
  await viewIsShown(page, "The reading engine stopped on this page.");
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  await taken.dispose();
  await page.requestGC();
  await button.click();
  await viewIsShown(page, "follow the sound of water downhill");
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("an instance that a page has made large makes way for a new one", async () => {
  const page = await openPage(browser, site.url("toggle.html"));
  await page.evaluate(countReplaced);
  const counts = await page.evaluate(async () => {
    const { extract } = await import("/embed/clearstory.js");
    const counts = [];
    for (const sentences of [5, 400_000, 5, 5]) {
      await extract({ html: `<p>${"The river stood at the mill. ".repeat(sentences)}</p>`, url: location.href });
      counts.push(window.replaced);
    }
    return counts;
  });
  assert.deepEqual(counts, [0, 0, 1, 1]);
  await page.close();
});

test("isProbablyReadable answers without the engine", async () => {
  for (const [path, expected] of Object.entries({ "toggle.html": true, "links.html": false })) {
    const page = await openPage(browser, site.url(path, "strict"));
    const readable = await page.evaluate(async () => {
      const before = document.documentElement.outerHTML;
      const { isProbablyReadable } = await import("/embed/clearstory.js");
      const answer = await isProbablyReadable(document);
      return { answer, isUntouched: document.documentElement.outerHTML === before };
    });
    assert.deepEqual(readable, { answer: expected, isUntouched: true }, path);
    assert.ok(!page.requests.some((url) => /\.wasm$|reader/.test(url)), "nothing was loaded for it");
    assert.deepEqual(page.problems, []);
    await page.close();
  }
});

test("the functions load, capture, extract, open and isProbablyReadable work together", async () => {
  const page = await openPage(browser, site.url("toggle.html"));
  const result = await page.evaluate(async () => {
    const { load, capture, extract, open, isProbablyReadable } = await import("/embed/clearstory.js");
    await load();
    const source = capture(document);
    const article = await extract(source);
    const view = await open(document, { article });
    const wasOpen = view.isOpen && document.querySelector("html > div") !== null;
    view.close();
    const empty = await extract({ html: "", url: "https://example.org/" }).catch((error) => [
      error.code,
      error.message,
    ]);
    return {
      url: source.url,
      title: article.metadata.title,
      wasOpen,
      isOpen: view.isOpen,
      readable: await isProbablyReadable(document),
      empty,
    };
  });
  assert.equal(result.url, page.url());
  assert.equal(result.title, "Why moss grows on the north side");
  assert.equal(result.wasOpen, true);
  assert.equal(result.isOpen, false);
  assert.equal(result.readable, true);
  assert.deepEqual(result.empty, ["empty", "This page has no text yet. Wait until it has loaded and try again."]);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a press before the story is painted takes it back, and the next one opens it", async () => {
  const page = await openPage(browser, site.url("toggle.html"));
  await page.evaluate(holdPaint);
  await page.evaluate(() => {
    window.heard = [];
    for (const type of ["open", "close", "error"]) addEventListener(type, () => window.heard.push(type));
  });
  const button = page.getByRole("button", { name: "Clear view" });
  await button.click();
  await viewIsShown(page, "follow the sound of water downhill");
  await button.press("Enter");
  await viewIsGone(page);
  await page.evaluate(() => window.paint());
  await page.locator("clearstory-toggle [aria-busy]").waitFor({ state: "detached" });
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  assert.deepEqual(await page.evaluate(() => [window.heard, document.adoptedStyleSheets.length]), [[], 0]);

  await button.click();
  await viewIsShown(page, "follow the sound of water downhill");
  await page.evaluate(() => window.paint());
  await page.locator("clearstory-toggle [aria-pressed=true]").waitFor();
  assert.deepEqual(await page.evaluate(() => window.heard), ["open"]);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a press while the page is read takes it back, and the next one opens it, whichever is read first", async () => {
  const page = await openPage(browser, site.url("toggle.html"));
  const reader = readdirSync(`${dist}/embed`).find((name) => /^reader-.*\.js$/.test(name));
  const heard = await page.evaluate(async (reader) => {
    const { createToggle, extract, loadMessages } = await import(`/embed/${reader}`);
    const heard = [];
    let asked;
    const toggle = createToggle(document, {
      extract: (source) =>
        new Promise((resolve, reject) => {
          asked({ read: () => resolve(extract(source)), fail: () => reject(new Error("of the engine")) });
        }),
      messages: () => loadMessages(["en"]),
      onOpen: () => heard.push("open"),
      onClose: () => heard.push("close"),
      onError: () => heard.push("error"),
    });
    const press = async () => {
      const question = new Promise((resolve) => {
        asked = resolve;
      });
      const pressed = toggle.press();
      // A press that is lost asks nothing.
      return { pressed, ...(await Promise.race([question, pressed])) };
    };
    const first = await press();
    await toggle.press();
    const second = await press();
    await toggle.press();
    const third = await press();
    third.read();
    await third.pressed;
    first.read();
    await first.pressed;
    second.fail();
    await second.pressed;
    return heard;
  }, reader);
  assert.deepEqual(heard, ["open"]);
  assert.equal(await page.locator(host).count(), 1);
  await viewIsShown(page, "follow the sound of water downhill");
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a page that removes the view is given back", async () => {
  const page = await openPage(browser, site.url("toggle.html"));
  await page.getByRole("button", { name: "Clear view" }).click();
  await viewIsShown(page, "follow the sound of water downhill");
  await page.evaluate(() => document.querySelector("html > div").remove());
  await page.waitForFunction(() => document.adoptedStyleSheets.length === 0);
  await page.getByRole("button", { name: "Clear view" }).click();
  await viewIsShown(page, "follow the sound of water downhill");
  assert.equal(await viewOf(page).count(), 1);
  await page.close();
});

for (const [when, remove] of Object.entries({ ...removals, ...removalsByOwner })) {
  test(`a page that removes the view ${when} has its way, and the toggle lives`, async () => {
    const page = await openPage(browser, site.url("toggle.html"));
    await page.evaluate(remove);
    const button = page.getByRole("button", { name: "Clear view" });
    await button.click();
    await page.waitForFunction(() => window.removals === 1);
    await page.locator("clearstory-toggle [aria-busy]").waitFor({ state: "detached" });
    assert.equal(await button.getAttribute("aria-pressed"), "false");
    assert.equal(await page.locator(host).count(), 0);
    assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
    await page.evaluate(() => window.stopRemoving());
    await button.click();
    await viewIsShown(page, "follow the sound of water downhill");
    assert.equal(await page.evaluate(() => window.removals), 1);
    assert.deepEqual(page.problems, []);
    await page.close();
  });
}

test("a page that removes the view while the reader's choices are fetched has its way", async () => {
  const page = await openPage(browser, site.url("toggle.html"));
  const isOpen = await page.evaluate(async () => {
    const { capture, extract, open } = await import("/embed/clearstory.js");
    const article = await extract(capture(document));
    let asked;
    let fetched;
    const asking = new Promise((resolve) => {
      asked = resolve;
    });
    const read = async (name) =>
      name === "settings" &&
      new Promise((resolve) => {
        fetched = resolve;
        asked();
      });
    const store = { read, update: async () => {} };
    const opening = open(document, { article, store });
    await asking;
    while (!document.querySelector("html > div")) await new Promise(requestAnimationFrame);
    document.querySelector("html > div").remove();
    fetched(null);
    return (await opening).isOpen;
  });
  assert.equal(isOpen, false);
  assert.equal(await page.locator(host).count(), 0);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("an opening that its listener cannot take leaves the story where it is", async () => {
  const page = await openPage(browser, site.url("toggle.html"));
  const reader = readdirSync(`${dist}/embed`).find((name) => /^reader-.*\.js$/.test(name));
  const message = await page.evaluate(async (reader) => {
    const { createToggle, extract, loadMessages } = await import(`/embed/${reader}`);
    const onOpen = () => {
      throw new Error("from the listener");
    };
    return createToggle(document, { extract, messages: () => loadMessages(["en"]), onOpen })
      .press()
      .catch((error) => error.message);
  }, reader);
  assert.equal(message, "from the listener");
  await viewIsShown(page, "follow the sound of water downhill");
  assert.equal(await page.locator(host).count(), 1);
  await page.close();
});

test("where no view can be, the element says why, once", async () => {
  const page = await openPage(browser, site.url("toggle.html"));
  await page.evaluate(() => {
    window.codes = [];
    addEventListener("error", (event) => event instanceof CustomEvent && window.codes.push(event.detail.code));
    window.CSSStyleSheet = undefined;
  });
  await page.getByRole("button", { name: "Clear view" }).click();
  await page.locator("clearstory-toggle").getByText("Something went wrong while this page was read").waitFor();
  assert.deepEqual(await page.evaluate(() => window.codes), ["unexpected"]);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a page that replaces its body keeps the view", async () => {
  const page = await openPage(browser, site.url("toggle.html"));
  await page.getByRole("button", { name: "Clear view" }).click();
  await viewIsShown(page, "follow the sound of water downhill");
  await page.evaluate(() => document.body.replaceWith(document.createElement("body")));
  await viewIsShown(page, "follow the sound of water downhill");
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  assert.deepEqual(page.problems, []);
  await page.close();
});
