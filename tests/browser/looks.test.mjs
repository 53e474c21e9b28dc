// Compare the view with small pictures of it, one for each theme and script, in Chromium. LOOKS=write makes them anew.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch, openPage } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { article, block, element, open, text } from "./stories.mjs";

/** Cells of a picture. So coarse a picture shows colours, columns and the weight of blocks, not the shapes of letters. */
const [WIDTH, HEIGHT] = [40, 30];
/** The mean difference of two pictures of the same, in steps of 256: other versions of the same fonts stay below. */
const SAME = 2.5;
const folder = new URL("looks/", import.meta.url);

const english =
  "The keeper wrote down the wind and the weather every evening, and when the book was full he bought another one. ";
const arabic =
  "كتب الحارس الريح والطقس كل مساء، وعندما امتلأ الدفتر اشترى دفترا آخر من المدينة التي على الضفة الأخرى. ";
const japanese = "灯台守は毎晩、風と天気を帳面に書きつけ、帳面がいっぱいになると、対岸の町でもう一冊買いました。";
const prose = (words, heading) => [
  ...block(words.repeat(3)),
  ...block(heading, "h2"),
  ...block(words.repeat(2)),
  element(0, "blockquote"),
  element(1, "p"),
  text(2, words),
  ...block(words.repeat(3)),
];
const cell = (words, tag = "td") => [element(3, tag), text(4, words)];
const row = (...cells) => [element(2, "tr"), ...cells.flat()];
const technical = [
  ...block(english),
  element(0, "pre"),
  element(1, "code", { "data-language": "rust" }),
  text(2, 'fn main() {\n    let wind = "north";\n    println!("{wind}");\n}'),
  element(0, "table"),
  element(1, "tbody"),
  ...row(cell("Day", "th"), cell("Wind", "th"), cell("Force", "th")),
  ...row(cell("Monday"), cell("north"), cell("4")),
  ...row(cell("Tuesday"), cell("north by west"), cell("7")),
  ...block(english.repeat(2)),
];
/** Which font a machine has for none in particular differs between machines. These are Debian's (scripts/require.sh). */
const fonts = { arabic: "Amiri", japanese: "IPAMincho" };
const stories = {
  english: article(
    { title: "The book of the keeper", byline: "Ada Brill", language: "en" },
    prose(english, "The wind"),
  ),
  arabic: article({ title: "دفتر الحارس", language: "ar", direction: "rtl" }, prose(arabic, "الريح")),
  japanese: article({ title: "灯台守の帳面", language: "ja" }, prose(japanese.repeat(2), "風")),
  technical: article({ title: "The book as a program", language: "en" }, technical),
};
const LAPTOP = { width: 1000, height: 750 };
/** @type {Record<string, { story: string, theme: string, viewport?: { width: number, height: number } }>} */
const looks = {
  light: { story: "english", theme: "light" },
  sepia: { story: "english", theme: "sepia" },
  dark: { story: "english", theme: "dark" },
  contrast: { story: "english", theme: "contrast" },
  phone: { story: "english", theme: "light", viewport: { width: 390, height: 780 } },
  arabic: { story: "arabic", theme: "light" },
  japanese: { story: "japanese", theme: "light" },
  technical: { story: "technical", theme: "light" },
};

let site;
let browser;
let scale;
before(async () => {
  site = await startSite();
  browser = await launch();
  scale = await openPage(await browser.newContext(), site.url("toggle.html"));
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** A picture of the view as it is once it stands, without the toolbar, which fades. */
async function look({ story, theme, viewport = LAPTOP }) {
  const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
  const page = await openPage(context, site.url("toggle.html"));
  const settings = { version: 1, theme, font: "local", localFont: fonts[story] ?? "Liberation Serif" };
  await page.evaluate((settings) => localStorage.setItem("clearstory:settings", JSON.stringify(settings)), settings);
  await open(page, stories[story]);
  const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
  await context.close();
  return shrink(picture);
}

/** The picture at the size in which it is kept, as PNG. */
function shrink(png) {
  return scale.evaluate(
    async ([base64, width, height]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }), {
        resizeWidth: width,
        resizeHeight: height,
        resizeQuality: "high",
      });
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext("2d").drawImage(picture, 0, 0);
      const blob = await canvas.convertToBlob({ type: "image/png" });
      return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
    },
    [png.toString("base64"), WIDTH, HEIGHT],
  );
}

/** The mean difference of two pictures' colours. */
function difference(one, other) {
  return scale.evaluate(
    async (pictures) => {
      const pixels = async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        const context = canvas.getContext("2d");
        context.drawImage(picture, 0, 0);
        return context.getImageData(0, 0, picture.width, picture.height).data;
      };
      const [one, other] = await Promise.all(pictures.map(pixels));
      const sum = one.reduce((sum, value, at) => sum + Math.abs(value - other[at]), 0);
      return one.length === other.length ? sum / (one.length * 0.75) : Number.POSITIVE_INFINITY;
    },
    [one, other],
  );
}

const kept = async (name) => (await readFile(new URL(`${name}.png`, folder))).toString("base64");

for (const [name, what] of Object.entries(looks)) {
  test(`the view looks as it did: ${name}`, async () => {
    const seen = await look(what);
    if (process.env.LOOKS === "write" && !process.env.CI) {
      await mkdir(folder, { recursive: true });
      await writeFile(new URL(`${name}.png`, folder), Buffer.from(seen, "base64"));
    }
    const apart = await difference(seen, await kept(name));
    assert.ok(apart < SAME, `differs by ${apart.toFixed(1)}`);
  });
}

test("no two of the pictures are taken for each other", async () => {
  const names = Object.keys(looks);
  for (const [at, one] of names.entries()) {
    for (const other of names.slice(at + 1)) {
      const apart = await difference(await kept(one), await kept(other));
      assert.ok(apart > SAME, `${one} and ${other} differ by ${apart.toFixed(1)}`);
    }
  }
});
