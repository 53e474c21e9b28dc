// Install the bookmarklet from its page, in every language, by a mouse, a finger and the clipboard, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { devices } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";
import { violations } from "./axe.mjs";
import { launch, openPage, viewIsShown } from "./chromium.mjs";
import { languages, messagesOf } from "./locales.mjs";
import { dist, startSite } from "./site.mjs";

let site;
let files;
let browser;
before(async () => {
  site = await startSite();
  files = await serve(`${dist}/bookmarklet`, 0);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await files?.close();
  await site?.close();
});

/** The installation page with its bookmarklet made. */
async function installation(context) {
  const page = await openPage(context, `${files.url}index.html`);
  await page.locator("#bookmarklet[href^='javascript:']").waitFor();
  return page;
}

/** What the installation page says, of which a message of every language can be compared. */
const wordsOf = (page) =>
  page.evaluate(() => ({
    language: document.documentElement.lang,
    direction: document.documentElement.dir,
    title: document.title,
    words: [...document.querySelectorAll("[data-message]")].map((element) => [
      element.dataset.message,
      element.textContent,
    ]),
  }));

for (const folder of languages) {
  test(`the installation page speaks ${folder}, and runs the way that it is written`, async () => {
    const messages = await messagesOf(folder);
    const locale = folder.replace("_", "-");
    const context = await browser.newContext({ locale });
    const page = await installation(context);
    const { language, direction, title, words } = await wordsOf(page);
    assert.deepEqual([language, direction], [locale, ["ar", "he"].includes(locale) ? "rtl" : "ltr"]);
    assert.equal(title, messages.installHeading.message);
    assert.ok(words.length > 15);
    for (const [key, text] of words) assert.equal(text, messages[key].message, key);
    await page.getByRole("button", { name: messages.installCopy.message }).waitFor();
    await page.locator("#bookmarklet").click();
    await page.getByRole("status").getByText(messages.installDragInstead.message).waitFor();
    await page.setViewportSize({ width: 320, height: 640 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    assert.deepEqual(page.problems, []);
    await context.close();
  });
}

test("the installation page is in English where it has not the reader's language, and without scripts", async () => {
  const messages = await messagesOf("en");
  for (const options of [{ locale: "fi" }, { locale: "de", javaScriptEnabled: false }]) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(`${files.url}index.html`);
    await page.getByRole("heading", { name: messages.installHeading.message }).waitFor();
    const said = page.locator("[data-message]");
    for (const element of await said.all()) {
      const key = await element.getAttribute("data-message");
      assert.equal(await element.textContent(), messages[key].message, key);
    }
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await context.close();
  }
});

test("the installation page is accessible, by day and by night, in both directions", async () => {
  for (const locale of ["en", "ar"]) {
    const context = await browser.newContext({ locale });
    const page = await installation(context);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violations(page), [], `${locale}, ${colorScheme}`);
    }
    await context.close();
  }
});

for (const [what, options, press] of [
  ["clicked", {}, "click"],
  ["touched on a phone", devices["Pixel 7"], "tap"],
]) {
  test(`the bookmarklet is on the clipboard when its button is ${what}, and reads a page from there`, async () => {
    const context = await browser.newContext(options);
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(files.url).origin });
    const page = await installation(context);
    await page.getByRole("button", { name: "Copy the bookmarklet" })[press]();
    await page.getByRole("status").getByText("Copied.", { exact: true }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, await page.locator("#bookmarklet").evaluate((link) => link.href));
    assert.deepEqual(page.problems, []);

    const story = await openPage(context, site.url("story.html"));
    await story.evaluate(decodeURIComponent(copied.slice("javascript:".length)));
    await viewIsShown(story, "For sixty-one years the keepers");
    assert.deepEqual(story.problems, []);
    await context.close();
  });
}

test("where the browser does not let it be copied, the page says how else", async () => {
  const context = await browser.newContext();
  const page = await installation(context);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () =>
      Promise.reject(new DOMException("Write permission denied.", "NotAllowedError"));
  });
  await page.getByRole("button", { name: "Copy the bookmarklet" }).click();
  const { installNotCopied } = await messagesOf("en");
  await page.getByRole("status").getByText(installNotCopied.message).waitFor();
  await context.close();
});

test("each browser of phones has its steps, from the copy to the use", async () => {
  const messages = await messagesOf("en");
  const context = await browser.newContext(devices["iPhone 13"]);
  const page = await installation(context);
  const said = await page
    .locator("h3")
    .evaluateAll((headings) =>
      headings.map((heading) => [
        heading.textContent,
        [...heading.nextElementSibling.querySelectorAll("li")].map((step) => step.textContent),
      ]),
    );
  const { installStepCopy: copy, installStepPaste: paste } = messages;
  const inSafari = [copy, messages.installStepShare, paste, messages.installStepSafari];
  const inChrome = [copy, messages.installStepStar, paste, messages.installStepChrome];
  assert.deepEqual(said, [
    ["iPhone, iPad: Safari", inSafari.map(({ message }) => message)],
    ["Android: Chrome", inChrome.map(({ message }) => message)],
    ["Android: Firefox", []],
    [messages.installKeyboard.message, []],
  ]);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  await context.close();
});
