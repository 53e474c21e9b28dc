// Read code in colours, copy it, and scroll through it, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { currentFrame, frameOf, launch } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { article, block, element, inFrame, painted, show, text } from "./stories.mjs";

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

const source = 'const name = "x"; // a <b>name</b>\nreturn 42;';
const listing = (code, language) => [
  element(0, "pre"),
  element(1, "code", language ? { "data-language": language } : {}),
  text(2, code),
];
const isCoded = (page) => currentFrame(page).waitForFunction(() => CSS.highlights.has("clearstory-code-keyword"));
const tokenFile = (page) => page.requests.filter((url) => /tokens-[^/]+\.js$/.test(url));

test("code is coloured by its language, its elements stay as they are, and what does it is loaded for code alone", async () => {
  const page = await show(browser, site, article({ title: "Code" }, listing(source, "JS")));
  await isCoded(page);
  assert.deepEqual(await painted(page, "clearstory-code-keyword"), ["const", "return"]);
  assert.deepEqual(await painted(page, "clearstory-code-string"), ['"x"']);
  assert.deepEqual(await painted(page, "clearstory-code-comment"), ["// a <b>name</b>"]);
  assert.deepEqual(await painted(page, "clearstory-code-number"), ["42"]);
  const code = frameOf(page).locator("pre code");
  assert.equal(await code.evaluate((element) => element.childNodes.length), 1);
  assert.equal(await code.textContent(), source);
  assert.equal(tokenFile(page).length, 1);
  assert.deepEqual(page.problems, []);
  await page.close();

  const plain = await show(browser, site, article({ title: "No code" }, [...block("Words"), ...listing(source)]));
  await frameOf(plain).getByText("Words", { exact: true }).waitFor();
  assert.deepEqual(tokenFile(plain), []);
  await plain.close();
});

test("an unknown language, or what colours code not coming, leaves the code as it is", async () => {
  const page = await show(
    browser,
    site,
    article({ title: "Code" }, [...listing("plain", "no-such"), ...listing(source, "js")]),
  );
  await isCoded(page);
  assert.equal(await frameOf(page).locator("pre").first().textContent(), "plain");
  await page.close();

  const context = await browser.newContext();
  await context.route(/tokens-/, (route) => route.abort());
  const without = await show(context, site, article({ title: "Code" }, listing(source, "js")));
  await without.waitForEvent("requestfailed");
  assert.equal(await frameOf(without).locator("pre").textContent(), source);
  await context.close();
});

for (const [name, prepare] of [
  ["the clipboard", () => {}],
  ["the older command", (page) => inFrame(page, ({ Navigator }) => delete Navigator.prototype.clipboard)],
]) {
  test(`a button copies the code by ${name}`, async () => {
    const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const page = await show(context, site, article({ title: "Code" }, listing(source, "js")));
    await prepare(page);
    await frameOf(page).locator("pre").hover();
    await frameOf(page).getByRole("button", { name: "Copy code" }).click();
    await frameOf(page).getByRole("status").getByText("Copied").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), source);
    await context.close();
  });
}

test("where the button is always there, as on a touch screen, it covers no code", async () => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 640 } });
  const page = await show(context, site, article({ title: "Code" }, listing("x = 1; ".repeat(20), "js")));
  const button = await frameOf(page).getByRole("button", { name: "Copy code" }).boundingBox();
  const code = await frameOf(page).locator("pre code").boundingBox();
  assert.ok(button.y + button.height <= code.y, JSON.stringify([button, code]));
  await context.close();
});

test("wide code and tables scroll inside themselves by the keyboard; narrow ones are passed over", async () => {
  const wide = "x = 1; ".repeat(100);
  const page = await show(
    browser,
    site,
    article({ title: "Wide" }, [
      ...listing(wide, "python"),
      ...listing("narrow"),
      element(0, "table"),
      element(1, "tr"),
      ...Array.from({ length: 60 }, () => [element(2, "td"), text(3, "A-cell-that-is-wide")]).flat(),
    ]),
  );
  const code = frameOf(page).getByRole("group", { name: "Code python" });
  await code.focus();
  await page.keyboard.press("ArrowRight");
  await currentFrame(page).waitForFunction(
    () => document.activeElement.localName === "pre" && document.activeElement.scrollLeft > 0,
  );
  const table = frameOf(page).getByRole("group", { name: "Table" });
  assert.equal(await table.getAttribute("tabindex"), "0");
  assert.equal(await frameOf(page).getByText("narrow").locator("xpath=ancestor::pre").getAttribute("tabindex"), null);
  assert.equal(await inFrame(page, ({ document }) => document.documentElement.scrollWidth <= innerWidth), true);
  await page.close();
});
