// Use the pages of the extension itself as a reader does: the one after the installation, the settings, the file of all.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { frameOf, launchWithExtension, openPage, viewIsShown } from "./chromium.mjs";
import { messagesOf } from "./locales.mjs";
import { startSite } from "./site.mjs";

let site;
let browser;
before(async () => {
  site = await startSite();
  browser = await launchWithExtension({ keepsWelcome: true });
});
after(async () => {
  await browser?.context.close();
  await site?.close();
});

/** Everything that is stored, of both kinds. */
const stored = () =>
  browser.worker().evaluate(async () => ({
    ...(await chrome.storage.local.get()),
    ...(await chrome.storage.sync.get()),
  }));

const load = async (options, text) => {
  await options.locator("#data-status").evaluate((status) => status.replaceChildren());
  await options
    .locator("#file")
    .setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(text) });
};

test("the first page is opened once, says the shortcut, and leads to the settings", async () => {
  const isWelcome = (page) => page.url().endsWith("/welcome.html");
  const opened = () => browser.context.pages().filter(isWelcome);
  // The browser has opened it; its driver may hear of that a little later.
  while (opened().length === 0) await new Promise((again) => setTimeout(again));
  const [page, ...others] = opened();
  assert.equal(others.length, 0);
  await page.getByRole("heading", { name: "Clearstory is ready" }).waitFor();
  assert.equal(await page.locator("#shortcut").textContent(), "Press Alt+R.");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("heading", { name: "Sites that open by themselves" }).waitFor();
  await page.close();
});

for (const name of ["welcome.html", "options.html"]) {
  test(`${name} says the shortcut that a reader has changed, or that there is none`, async () => {
    const page = await browser.openOwn(name);
    const says = (sentence) => page.locator("#shortcut").getByText(sentence, { exact: true }).waitFor();
    for (const [keys, sentence] of [
      ["Alt+Shift+Y", "Press Alt+Shift+Y."],
      ["", "No shortcut is set."],
      ["Alt+R", "Press Alt+R."],
    ]) {
      await browser.changeShortcut(keys);
      await page.bringToFront();
      // The driver keeps each of its pages visible.
      await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      await says(sentence);
    }
    assert.deepEqual(page.problems, []);
    await page.close();
  });

  test(`${name} is accessible, by day and by night, and fits into 320 pixels`, async () => {
    const page = await browser.openOwn(name);
    await page.setViewportSize({ width: 320, height: 640 });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violations(page), [], colorScheme);
    }
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    assert.deepEqual(page.problems, []);
    await page.close();
  });
}

for (const [folder, direction] of [
  ["de", "ltr"],
  ["ar", "rtl"],
  ["zh_CN", "ltr"],
]) {
  test(`the extension's own pages speak ${folder}, and run the way that it is written`, async () => {
    const language = folder.replace("_", "-");
    const messages = await messagesOf(folder);
    const { context, openOwn } = await launchWithExtension({ more: [`--lang=${language}`] });
    for (const [name, title] of [
      ["welcome.html", messages.extensionWelcome],
      ["options.html", messages.settings],
    ]) {
      const page = await openOwn(name);
      await page.setViewportSize({ width: 320, height: 640 });
      await page.locator("#shortcut").getByText("Alt+R").waitFor();
      const root = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
      assert.deepEqual([...root, await page.title()], [language, direction, title.message]);
      const said = await page
        .locator("[data-message]")
        .evaluateAll((elements) => elements.map(({ dataset, textContent }) => [dataset.message, textContent]));
      assert.ok(said.length > 5);
      for (const [key, text] of said) assert.equal(text, messages[key].message, key);
      assert.deepEqual(await violations(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      assert.deepEqual(page.problems, []);
    }
    await context.close();
  });
}

test("the extension's own pages load, frame and send nothing, whatever stood in them", async () => {
  const page = await browser.openOwn("options.html");
  const refused = await page.evaluate(async (url) => {
    const directives = new Set();
    addEventListener("securitypolicyviolation", ({ effectiveDirective }) => directives.add(effectiveDirective));
    const put = (tag, attributes) => document.body.appendChild(Object.assign(document.createElement(tag), attributes));
    put("base", { href: url });
    put("img", { src: url });
    put("iframe", { src: url });
    put("object", { data: url });
    put("link", { rel: "stylesheet", href: url });
    put("script", { src: url });
    fetch(url).catch(() => {});
    put("form", { action: url, method: "post" }).submit();
    while (directives.size < 8) await new Promise((again) => setTimeout(again));
    return [...directives].sort();
  }, site.url("story.html"));
  const loads = ["connect-src", "frame-src", "img-src", "object-src", "script-src-elem", "style-src-elem"];
  assert.deepEqual(refused, ["base-uri", ...loads, "form-action"].sort());
  await page.close();
});

test("what is no address of a site is told so", async () => {
  const options = await browser.openOwn("options.html");
  for (const wrong of ["", "about:config", "file:///etc", "javascript:1", "two words", "word"]) {
    await options.getByLabel("Address of the site").fill(wrong);
    await options.getByRole("button", { name: "Add" }).click();
    await options.getByText("This is not the address of a site.").waitFor();
    await options.locator("#site-status").evaluate((status) => status.replaceChildren());
  }
  assert.deepEqual(options.problems, []);
  await options.close();
});

test("one file holds everything, and brings it into another browser", async () => {
  const page = await openPage(browser.context, site.url("story.html"));
  await browser.press(page);
  await viewIsShown(page, "For sixty-one years the keepers");
  await frameOf(page).getByRole("button", { name: "Settings" }).click();
  await frameOf(page).getByRole("radio", { name: "Sepia" }).check();
  const mark = (id) => ({
    id,
    created: "2026-01-01T00:00:00Z",
    target: { type: "TextQuoteSelector", exact: "sixty-one years", prefix: "", suffix: "" },
    note: `note of ${id}`,
  });
  const marks = `marks:${page.url()}`;
  const fix = { act: "drop", target: { path: [{ tag: "div", names: ["promo"] }] } };
  const rules = { version: 1, sites: { "example.org": [fix] } };
  await browser.worker().evaluate(
    ([marks, mark, rules]) =>
      chrome.storage.local.set({
        [marks]: { version: 1, marks: [mark] },
        rules,
        places: [["https://example.org/", 3, 0.5]],
        sites: ["https://example.org/*"],
      }),
    [marks, mark("one"), rules],
  );
  const options = await browser.openOwn("options.html");
  const download = options.waitForEvent("download");
  await options.getByRole("button", { name: "Save to a file" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  const before = await stored();

  await browser.worker().evaluate(async (marks) => {
    await chrome.storage.local.clear();
    await chrome.storage.sync.clear();
    await chrome.storage.local.set({ [marks]: { version: 1, marks: [] }, places: [["https://example.org/2", 1, 0]] });
  }, marks);
  await load(options, text);
  await options.getByText("The file was loaded.").waitFor();
  const { settings, places, [marks]: marked } = await stored();
  assert.deepEqual(settings, before.settings);
  assert.equal(settings.theme, "sepia");
  assert.deepEqual(marked, before[marks]);
  assert.deepEqual((await stored()).rules, rules);
  assert.deepEqual(places, [
    ["https://example.org/", 3, 0.5],
    ["https://example.org/2", 1, 0],
  ]);
  // The browser is asked for each site anew, by a click.
  await options.getByText("example.org", { exact: true }).waitFor();
  await options.getByRole("button", { name: "Add", description: "example.org" }).waitFor();

  // Loaded again, it changes nothing; a mark that was changed here meanwhile stays.
  const { id, ...rest } = mark("one");
  const changed = { id, ...rest, note: "changed" };
  await browser
    .worker()
    .evaluate(
      ([marks, mark]) => chrome.storage.local.set({ [marks]: { version: 1, marks: [mark] } }),
      [marks, changed],
    );
  await load(options, text);
  await options.getByText("The file was loaded.").waitFor();
  assert.equal((await stored())[marks].marks[0].note, "changed");
  assert.deepEqual(options.problems, []);
  await options.close();
  await page.close();
});

test("a bad file harms nothing", async () => {
  const options = await browser.openOwn("options.html");
  const before = await stored();
  const file = (rest) => JSON.stringify({ application: "Clearstory", version: 1, records: {}, ...rest });
  for (const bad of ["", "{", "null", "[]", '{"records":{}}', file({ version: 2 }), file({ records: 7 })]) {
    await load(options, bad);
    await options.getByText("This is not a file that was saved here. Nothing has changed.").waitFor();
    assert.deepEqual(await stored(), before, bad);
  }
  const records = {
    version: 99,
    sites: ["https://evil.example/*"],
    settings: { version: 7, theme: "sepia" },
    places: [7, ["x", -1, 0], ["x", 0, 2], "y"],
    voices: { en: 7 },
    "marks:x": { version: 1, marks: [null, {}, { id: "x" }] },
    "marks:y": 7,
    rules: { version: 1, sites: { "example.org": [{ act: "run" }], __proto__: 7 } },
    toString: 1,
  };
  await load(options, file({ records, sites: ["*://*/*", "<all_urls>", "https://*/*", 7, "javascript:1"] }));
  await options.getByText("The file was loaded.").waitFor();
  assert.deepEqual(await stored(), before);
  assert.equal(await options.locator("#sites li").count(), 0);
  assert.deepEqual(options.problems, []);
  await options.close();
});
