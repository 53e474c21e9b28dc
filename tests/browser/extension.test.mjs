// Press the extension's button on plain and on strict pages, in Chromium.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  currentFrame,
  frameOf,
  launchWithExtension,
  openPage,
  untilInView,
  viewIsGone,
  viewIsShown,
  viewOf,
} from "./chromium.mjs";
import { lengthen, shorten } from "./hard-pages.mjs";
import { putBack } from "./left-out.mjs";
import { dist, startSite } from "./site.mjs";
import { disturb, isAsBefore, isHeld, read } from "./state.mjs";
import { painted } from "./stories.mjs";
import { countReplaced, limitMemory, trapFirstInstance } from "./trap.mjs";

let site;
let browser;
before(async () => {
  site = await startSite();
  browser = await launchWithExtension();
});
after(async () => {
  await browser?.context.close();
  await site?.close();
});

test("the story is saved as a book, for which nothing is requested", async () => {
  const page = await openPage(browser.context, site.url("story.html", "strict"));
  await browser.press(page);
  await viewIsShown(page, "For sixty-one years the keepers");
  const requested = page.requests.length;
  const download = page.waitForEvent("download");
  await frameOf(page).getByRole("button", { name: "Take along" }).click();
  await frameOf(page).getByRole("button", { name: "Save as EPUB" }).click();
  const book = await readFile(await (await download).path());
  assert.equal(book.subarray(30, 58).toString(), "mimetypeapplication/epub+zip");
  assert.ok(book.includes("For sixty-one years the keepers"));
  assert.deepEqual(
    page.requests.slice(requested).filter((url) => !/^blob:|picture\.png/.test(url)),
    [],
  );
  assert.deepEqual(page.problems, []);
  await page.close();
});

for (const policy of ["none", "strict"]) {
  test(`the button shows the story and takes it away, policy ${policy}`, async () => {
    const page = await openPage(browser.context, site.url("story.html", policy));
    const requested = page.requests.length;
    await browser.press(page);
    await viewIsShown(page, "For sixty-one years the keepers");

    const view = viewOf(page);
    assert.equal(await view.locator("h1").textContent(), "The lock keeper’s ledger");
    const text = await view.textContent();
    for (const part of ["The Canal Gazette", "Ines Okafor", "Boats that came back", "which she declines to explain"]) {
      assert.ok(text.includes(part), part);
    }
    const story = await view.locator(".story").textContent();
    for (const part of ["Swans close", "Front page", "Printed on the bank", "Not shown on the page"]) {
      assert.ok(!story.includes(part), part);
    }
    const picture = view.locator("figure img");
    await picture.evaluate((image) => image.decode());
    assert.equal(await view.locator("figcaption").textContent(), "The upper lock, an hour before the first boat.");

    // The page's rules for frames, dialogs and everything stay outside.
    const frame = await currentFrame(page).frameElement();
    assert.deepEqual(await frame.boundingBox(), { x: 0, y: 0, ...page.viewportSize() });
    assert.equal(await frame.evaluate((element) => getComputedStyle(element).opacity), "1");
    const measure = await view.locator("article").evaluate((article) => getComputedStyle(article).maxInlineSize);
    assert.notEqual(measure, "none", "the view is styled");

    await browser.press(page);
    await viewIsGone(page);
    const own = page.requests.slice(requested).filter((url) => !url.endsWith("/picture.png"));
    assert.deepEqual(own, [], "nothing but the story's picture is requested");
    assert.deepEqual(page.problems, []);
    await page.close();
  });
}

for (const policy of ["none", "strict"]) {
  test(`opening and closing leaves the page as it was, policy ${policy}`, async () => {
    const page = await openPage(browser.context, site.url("story.html", policy));
    await disturb(page);
    const state = await read(page);
    for (const _time of [1, 2]) {
      await browser.press(page);
      await viewIsShown(page, "For sixty-one years the keepers");
      await isHeld(page);
      await page.keyboard.press("Escape");
      await viewIsGone(page);
      await isAsBefore(page, state);
    }
    assert.deepEqual(page.problems, []);
    await page.close();
  });
}

test("what the page loses under the view is given back", async () => {
  const page = await openPage(browser.context, site.url("story.html"));
  await disturb(page);
  const state = await read(page);
  const losses = {
    scroll: () => window.scrollTo(0, 0),
    selection: () => getSelection().removeAllRanges(),
  };
  for (const [name, lose] of Object.entries(losses)) {
    await browser.press(page);
    await viewIsShown(page, "For sixty-one years the keepers");
    await page.evaluate(lose);
    await page.keyboard.press("Escape");
    await viewIsGone(page);
    await isAsBefore(page, state, name);
  }
  await browser.press(page);
  await viewIsShown(page, "For sixty-one years the keepers");
  await page.evaluate(() => document.querySelector("html > div").remove());
  await isAsBefore(page, state, "the view itself");
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a page without a story is told so", async () => {
  const page = await openPage(browser.context, site.url("links.html", "strict"));
  await browser.press(page);
  await viewIsShown(page, "No story was found on this page.");
  await viewOf(page).getByRole("button", { name: "Back to the page" }).click();
  await viewIsGone(page);
  assert.deepEqual(page.problems, []);
  await page.close();
});

for (const [name, address] of [
  ["a page of the browser", () => "chrome://version/"],
  ["a drawing", () => site.url("drawing.svg")],
]) {
  test(`where no view can be shown, the button says so: ${name}`, async () => {
    const page = await openPage(browser.context, address());
    await browser.press(page);
    const title = await browser.worker().evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      while ((await chrome.action.getBadgeText({ tabId: tab.id })) === "")
        await new Promise((again) => setTimeout(again));
      return chrome.action.getTitle({ tabId: tab.id });
    });
    assert.match(title, /^Clearstory cannot run on this page/);
    await page.close();
  });
}

test("a story in a closed shadow root is read", async () => {
  const page = await openPage(browser.context, site.url("closed.html"));
  await browser.press(page);
  await viewIsShown(page, "The kiosk on the corner has been shut");
  await page.close();
});

test("a formula's elements may have names like a custom element's", async () => {
  const page = await openPage(browser.context, site.url("story.html"));
  await page.evaluate(() => {
    const formula = "<math><semantics><mi>x</mi><annotation-xml><ci>x</ci></annotation-xml></semantics></math>";
    document.querySelector("article p").insertAdjacentHTML("beforeend", formula);
  });
  await browser.press(page);
  await viewIsShown(page, "For sixty-one years the keepers");
  await page.close();
});

test("a stopped background starts again", async () => {
  const page = await openPage(browser.context, site.url("story.html"));
  const { targetInfos } = await browser.devtools.send("Target.getTargets", { filter: [{ type: "service_worker" }] });
  await browser.devtools.send("Target.closeTarget", { targetId: targetInfos[0].targetId });
  await browser.press(page);
  await viewIsShown(page, "For sixty-one years the keepers");
  await page.close();
});

for (const [what, spoil] of [
  ["after a trap", trapFirstInstance],
  ["after memory has run out", limitMemory],
]) {
  test(`${what} the next press runs on a new instance`, async () => {
    // A browser of its own, whose background has not loaded the engine yet.
    const fresh = await launchWithExtension();
    try {
      await fresh.worker().evaluate(spoil);
      await fresh.worker().evaluate(countReplaced);
      const page = await openPage(fresh.context, site.url("story.html", "strict"));
      await page.evaluate(lengthen);
      await fresh.press(page);
      await viewIsShown(page, "The reading engine stopped on this page.");
      await fresh.press(page);
      await viewIsGone(page);
      await page.evaluate(shorten);
      await fresh.press(page);
      await viewIsShown(page, "For sixty-one years the keepers");
      assert.equal(await fresh.worker().evaluate(() => globalThis.replaced), 1);
      assert.deepEqual(page.problems, []);
    } finally {
      await fresh.context.close();
    }
  });
}

test("the text size is remembered from page to page", async () => {
  const page = await openPage(browser.context, site.url("story.html"));
  await browser.press(page);
  await viewIsShown(page, "For sixty-one years the keepers");
  const size = (view) => view.evaluate((main) => Number.parseFloat(getComputedStyle(main).fontSize));
  const normal = await size(viewOf(page));
  const frame = frameOf(page);
  await frame.getByRole("button", { name: "Settings" }).click();
  await frame.getByRole("slider", { name: "Text size" }).press("ArrowRight");
  const large = await size(viewOf(page));
  assert.ok(large > normal);
  await browser.worker().evaluate(async () => {
    while ((await chrome.storage.sync.get("settings")).settings?.textSize !== 105) await undefined;
  });
  await page.close();

  const other = await openPage(browser.context, site.url("story.html", "strict"));
  await browser.press(other);
  await viewIsShown(other, "For sixty-one years the keepers");
  assert.equal(await size(viewOf(other)), large);
  await other.close();
});

test("code is coloured by a script that is brought into the tab when it is wanted", async () => {
  const page = await openPage(browser.context, site.url("code.html", "strict"));
  await browser.press(page);
  await viewIsShown(page, "The register lists the boats");
  await currentFrame(page).waitForFunction(() => CSS.highlights.has("clearstory-code-keyword"));
  assert.deepEqual(await painted(page, "clearstory-code-keyword"), ["const", "return"]);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a block that is put back is asked of the engine in the background", async () => {
  const page = await openPage(browser.context, site.url("left-out.html", "strict"));
  await browser.press(page);
  await putBack(page);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("the background can reach no server, and no page can reach the extension or see that it is there", async () => {
  const page = await openPage(browser.context, site.url("story.html"));
  const refused = await browser.worker().evaluate((url) => fetch(url).then(String, String), site.url("story.html"));
  assert.match(refused, /^TypeError/);
  const origin = `chrome-extension://${new URL(browser.worker().url()).host}`;
  for (const name of ["icons/clearstory-32.png", "content.js", "options.html", "clearstory_bg.wasm"]) {
    const seen = await page.evaluate(
      (url) =>
        new Promise((resolve) => {
          const image = new Image();
          image.onload = () => resolve("loaded");
          image.onerror = () =>
            fetch(url).then(
              () => resolve("fetched"),
              () => resolve("hidden"),
            );
          image.src = url;
        }),
      `${origin}/${name}`,
    );
    assert.equal(seen, "hidden", name);
  }
  await browser.press(page);
  await viewIsShown(page, "For sixty-one years the keepers");
  const world = await page.evaluate(() => [
    typeof globalThis.chrome?.runtime?.sendMessage,
    Object.getOwnPropertySymbols(window).filter(({ description }) => description.includes("clearstory")).length,
  ]);
  assert.deepEqual(world, ["undefined", 0]);
  await page.close();
});

test("the extension asks for nothing but the page it is used on", async () => {
  for (const name of ["chromium", "firefox"]) {
    const manifest = JSON.parse(await readFile(join(dist, `extension-${name}`, "manifest.json"), "utf8"));
    assert.deepEqual(manifest.permissions.toSorted(), ["activeTab", "contextMenus", "scripting", "storage"]);
    assert.deepEqual(manifest.optional_host_permissions, ["http://*/*", "https://*/*"]);
    for (const key of ["host_permissions", "web_accessible_resources", "content_scripts", "externally_connectable"]) {
      assert.ok(!(key in manifest), key);
    }
  }
});

test("what is corrected is kept by the extension for all pages of the site", async () => {
  const page = await openPage(browser.context, site.url("fixes.html"));
  await browser.press(page);
  await viewIsShown(page, "The lamp was put out");
  const frame = frameOf(page);
  await frame.getByRole("button", { name: "Correct the story" }).click();
  await frame.locator(".story").getByText("Our captains").hover();
  await frame.getByRole("button", { name: "Leave out" }).click();
  await untilInView(page, () => document.querySelector(".story")?.textContent.includes("Our captains") === false);
  const stored = () => browser.worker().evaluate(async () => (await chrome.storage.local.get("rules")).rules?.sites);
  while (!(await stored())?.["127.0.0.1"]);
  await page.close();
  const other = await openPage(browser.context, site.url("fixes-other.html"));
  await browser.press(other);
  await viewIsShown(other, "The lamp was put out");
  assert.equal(await frameOf(other).locator(".story").getByText("Guided walks").count(), 0);
  assert.deepEqual([...page.problems, ...other.problems], []);
  await other.close();
});

test("settings go where the browser synchronises them; marks and the place stay on this computer, out of the page's reach", async () => {
  const page = await openPage(browser.context, site.url("long.html"));
  await browser.press(page);
  await viewIsShown(page, "Every crossing of the strait");
  await untilInView(
    page,
    () => document.querySelectorAll(".story p").length > 9 && !document.querySelector("[data-far]"),
  );
  const frame = frameOf(page);
  await currentFrame(page).evaluate(() => {
    const words = [...document.querySelectorAll(".story p")].at(9).firstChild;
    words.parentElement.scrollIntoView();
    getSelection().setBaseAndExtent(words, 10, words, 40);
  });
  await frame.getByRole("button", { name: "Highlight" }).click();
  await frame.getByRole("button", { name: "Settings" }).click();
  await frame.getByRole("radio", { name: "Sepia" }).check();
  for (const _layer of ["settings", "view"]) await page.keyboard.press("Escape");
  await viewIsGone(page);
  const stored = () =>
    browser.worker().evaluate(async () => {
      const [local, sync] = [await chrome.storage.local.get(), await chrome.storage.sync.get()];
      return { local, synchronised: Object.keys(sync), theme: sync.settings?.theme };
    });
  const marks = `marks:${page.url()}`;
  let all;
  do all = await stored();
  while (!all.local[marks] || !all.local.places || all.theme !== "sepia");
  assert.equal(all.local[marks].marks.length, 1);
  assert.equal(all.local.places[0][0], page.url());
  assert.ok(!("settings" in all.local));
  assert.deepEqual(all.synchronised, ["settings"]);
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [
    0,
    0,
    "",
  ]);
  await page.close();
});
