// Hold the message files of all languages to the English one, and the English one to what the sources use.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { launch, openPage, viewOf } from "./chromium.mjs";
import { startSite } from "./site.mjs";

const www = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../../www");
const read = (language) => JSON.parse(readFileSync(join(www, "_locales", language, "messages.json"), "utf8"));
const languages = readdirSync(join(www, "_locales"));
const english = read("en");
const counted = Object.keys(english)
  .filter((key) => key.endsWith("_other"))
  .map((key) => key.slice(0, -"_other".length));
const isForm = (key) => counted.some((name) => key.startsWith(`${name}_`));
/** Forms that stand for one number alone may say it in words, or not at all. */
const saysNumber = (key) => !/_(?:zero|one|two)$/.test(key);

/** The placeholders in a message, each of which must be defined beside it. */
function placeholders({ message, placeholders = {} }) {
  const used = [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => name.toLowerCase()).sort();
  assert.deepEqual(used, Object.keys(placeholders).sort(), message);
  return Object.entries(placeholders)
    .map(([name, { content }]) => `${name}=${content}`)
    .sort();
}

test("there are at least eleven languages", () => {
  assert.ok(languages.length >= 11, languages.join());
});

for (const language of languages) {
  test(`${language} has every message, with its placeholders and its plural forms`, () => {
    const messages = read(language);
    assert.equal(messages.language.message, language.replace("_", "-"));
    const plural = new Intl.PluralRules(messages.language.message);
    const forms = new Set(["other", ...Array.from({ length: 201 }, (_, count) => plural.select(count))]);
    const expected = [
      ...Object.keys(english).filter((key) => !isForm(key)),
      ...counted.flatMap((name) => [...forms].map((form) => `${name}_${form}`)),
    ];
    assert.deepEqual(Object.keys(messages).sort(), expected.sort());
    for (const [key, message] of Object.entries(messages)) {
      assert.notEqual(message.message.trim(), "", key);
      const same = english[key] ?? english[key.replace(/_\w+$/, "_other")];
      const own = placeholders(message);
      if (saysNumber(key) || own.length > 0) assert.deepEqual(own, placeholders(same), key);
    }
  });
}

test("every message is used", () => {
  const sources = readdirSync(www, { recursive: true })
    .filter((name) => /\.(?:ts|html)$|manifest\.json$/.test(name))
    .map((name) => readFileSync(join(www, name), "utf8"))
    .join("\n");
  const families = [...sources.matchAll(/`(\w+_)\$\{/g)].map(([, start]) => start);
  const unused = Object.keys(english).filter((key) => {
    const name = key.replace(/_(?:one|other)$/, "");
    const isNamed = [`"${name}"`, `__MSG_${name}__`, `${name}.message`].some((use) => sources.includes(use));
    return !isNamed && !families.some((start) => key.startsWith(start));
  });
  assert.deepEqual(
    unused,
    ["read"].filter((key) => unused.includes(key)),
  );
});

test("the view speaks the reader's language, and runs the way that it is written", async () => {
  const site = await startSite();
  const browser = await launch();
  try {
    const said = {
      de: ["Schließen", "ltr"],
      "pt-PT": ["Fechar", "ltr"],
      "ar-EG": ["إغلاق", "rtl"],
      fi: ["Close", "ltr"],
    };
    for (const [locale, [close, direction]] of Object.entries(said)) {
      const context = await browser.newContext({ locale });
      const page = await openPage(context, site.url("toggle.html"));
      await page.getByRole("button", { name: "Clear view" }).click();
      await viewOf(page).locator("h1").waitFor();
      const frame = page.frames()[1];
      await frame.getByRole("button", { name: close, exact: true }).waitFor();
      assert.equal(await frame.evaluate(() => document.documentElement.dir), direction);
      // The story keeps its own language and direction.
      assert.equal(await frame.locator("article").getAttribute("dir"), "ltr");
      assert.deepEqual(page.problems, []);
      await context.close();
    }
  } finally {
    await browser.close();
    await site.close();
  }
});
