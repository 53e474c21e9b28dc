// Judge every state of the view by axe-core, and walk it by the keyboard, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { embedFrameOf as frameOf, host, launch, openPage, viewIsGone, viewOf } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { article, element, text } from "./stories.mjs";

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

/** A story with every kind of element and headings that skip no level. */
const everything = article(
  { title: "Everything", siteName: "The Gazette", byline: "A. Person", published: "2025-03-01", language: "en" },
  [
    element(0, "p"),
    text(1, "A paragraph with "),
    element(1, "a", { href: "https://example.org/" }),
    text(2, "a link"),
    text(1, ", some "),
    element(1, "code"),
    text(2, "code"),
    text(1, ", "),
    element(1, "mark"),
    text(2, "a mark"),
    text(1, " and "),
    element(1, "kbd"),
    text(2, "a key"),
    text(1, ". "),
    text(1, "More words make it long enough to be measured. ".repeat(8)),
    element(0, "h2"),
    text(1, "First part"),
    element(0, "figure"),
    element(1, "img", {
      src: "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
      alt: "Nothing",
      width: "300",
      height: "100",
    }),
    element(1, "figcaption"),
    text(2, "A caption"),
    element(0, "h3"),
    text(1, "A section of it"),
    element(0, "blockquote"),
    element(1, "p"),
    text(2, "A quotation. "),
    element(0, "aside"),
    element(1, "p"),
    text(2, "An aside."),
    element(0, "h2"),
    text(1, "Second part"),
    element(0, "pre"),
    element(1, "code", { "data-language": "js" }),
    text(2, "const few = 1;\n"),
    element(0, "table"),
    element(1, "thead"),
    element(2, "tr"),
    ...Array.from({ length: 3 }, (_, column) => [element(3, "th"), text(4, `H${column}`)]).flat(),
    element(1, "tbody"),
    element(2, "tr"),
    ...Array.from({ length: 3 }, (_, column) => [element(3, "td"), text(4, `${column}`)]).flat(),
    element(0, "ol"),
    element(1, "li"),
    text(2, "An item"),
    element(0, "details"),
    element(1, "summary"),
    text(2, "More"),
    element(1, "p"),
    text(2, "Hidden words"),
    ...Array.from({ length: 30 }, () => [
      element(0, "p"),
      text(1, "Words that make the story long. ".repeat(6)),
    ]).flat(),
  ],
  {
    confidence: 0.2,
    dropped: [
      {
        reason: "teaser",
        explanation: "few words",
        rule: "score",
        score: 0.1,
        words: 5,
        text: "Swans close",
        before: 0,
      },
    ],
  },
);

async function show(settings = {}, options = {}) {
  const context = await browser.newContext(options);
  const page = await openPage(context, site.url("toggle.html"));
  await page.evaluate(
    async ([story, settings]) => {
      localStorage.setItem("clearstory:settings", JSON.stringify({ version: 1, ...settings }));
      const { open } = await import("/embed/clearstory.js");
      await open(document, { article: story });
    },
    [everything, settings],
  );
  await viewOf(page).locator("h1").waitFor();
  return page;
}

const states = {
  "with nothing open": async () => {},
  "with the settings open": async (frame) => {
    await frame.getByRole("button", { name: "Settings" }).click();
    await frame.locator(".panel:popover-open").waitFor();
  },
  "with the outline open": async (frame) => {
    await frame.getByRole("button", { name: "Outline" }).click();
    await frame.locator(".outline:popover-open").waitFor();
  },
  "with the list of keys open": async (frame) => {
    await frame.locator("main").press("?");
    await frame.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  },
  "with the drawer open": async (frame) => {
    await frame.locator("details.left-out summary").click();
    await frame.getByText("Swans close").waitFor();
  },
  "with the player open": async (frame) => {
    await frame.getByRole("button", { name: "Read aloud" }).click();
    await frame.getByText("This browser has no voices").waitFor();
  },
  "with lines in focus": async (frame) => {
    await frame.getByRole("button", { name: "Settings" }).click();
    await frame.getByRole("group", { name: "Lines in focus" }).getByRole("radio", { name: "3" }).check();
    await frame.locator(".shade.above").waitFor({ state: "attached" });
  },
  "with the ways to take it along open": async (frame) => {
    await frame.getByRole("button", { name: "Take along" }).click();
    await frame.getByRole("button", { name: "Copy as Markdown" }).waitFor();
  },
  "with a picture enlarged": async (frame) => {
    await frame.getByRole("button", { name: "Enlarge picture" }).click();
    await frame.getByRole("dialog", { name: "Nothing" }).waitFor();
  },
  "with text selected": async (frame) => {
    await select(frame);
    await frame.getByRole("button", { name: "Copy with link" }).waitFor();
  },
  "with a note being written, and one in the list": async (frame) => {
    await select(frame);
    await frame.getByRole("button", { name: "Note", exact: true }).click();
    await frame.getByRole("textbox", { name: "Note" }).fill("A thought");
    await frame.getByText("1 highlight").evaluate((summary) => summary.click());
  },
};

function select(frame) {
  return frame
    .locator(".story p")
    .first()
    .evaluate((block) => getSelection().selectAllChildren(block));
}

for (const [state, enter] of Object.entries(states)) {
  test(`axe finds nothing ${state}`, async () => {
    const page = await show();
    await enter(frameOf(page));
    assert.deepEqual(await violations(frameOf(page)), []);
    await page.context().close();
  });
}

for (const [name, settings, options] of [
  ["light", { theme: "light" }],
  ["sepia", { theme: "sepia" }],
  ["dark", { theme: "dark" }],
  ["high contrast", { theme: "contrast" }],
  ["high contrast in the dark", { theme: "contrast" }, { colorScheme: "dark" }],
  ["system in the dark", { theme: "system" }, { colorScheme: "dark" }],
  ["own colours", { theme: "custom", ink: "#404040", paper: "#ffffff", link: "#004080" }],
  ["more contrast", { theme: "system" }, { contrast: "more" }],
]) {
  test(`axe finds nothing in the theme ${name}, with and without the settings`, async () => {
    const page = await show(settings, options);
    assert.deepEqual(await violations(frameOf(page)), []);
    await states["with the settings open"](frameOf(page));
    assert.deepEqual(await violations(frameOf(page)), []);
    await page.context().close();
  });
}

for (const [state, name, enter] of [
  ["while the story is corrected", "fixes.html", async (frame) => frame.locator("main").press("e")],
  [
    "with the corrections listed",
    "fixes.html",
    async (frame) => {
      await frame.locator("main").press("s");
      await frame.getByRole("button", { name: "Corrections for sites" }).click();
    },
  ],
  ["over a doubtful story", "doubt.html", async (frame) => frame.getByText("Show the whole page").waitFor()],
]) {
  test(`axe finds nothing ${state}`, async () => {
    const context = await browser.newContext();
    const page = await openPage(context, site.url(name));
    await page.evaluate(async () => {
      const fix = { act: "drop", target: { path: [{ tag: "div", names: [".promo"] }] } };
      const stored = { version: 1, sites: { "127.0.0.1": [fix] } };
      localStorage.setItem("clearstory:rules", JSON.stringify(stored));
      await (await import("/embed/clearstory.js")).open(document);
    });
    await enter(frameOf(page));
    assert.deepEqual(await violations(frameOf(page)), []);
    await context.close();
  });
}

test("axe finds nothing where there is no story", async () => {
  const page = await openPage(browser, site.url("toggle.html", "strict"));
  await page.getByRole("button", { name: "Clear view" }).click();
  await viewOf(page).getByText("security policy does not let").waitFor();
  assert.deepEqual(await violations(frameOf(page)), []);
  await page.close();
});

test("the settings are opened, changed and left by the keyboard alone", async () => {
  const page = await show();
  const frame = frameOf(page);
  const opener = frame.getByRole("button", { name: "Settings" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await frame.locator(".panel:popover-open").waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await frame.evaluate(() => document.activeElement.value), "system");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), "sepia");
  await page.keyboard.press("Escape");
  await frame.locator(".panel:popover-open").waitFor({ state: "detached" });
  assert.ok(await opener.evaluate((button) => button === document.activeElement), "the focus is back");
  assert.equal(await page.locator(host).count(), 1, "the view is still there");
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  await page.context().close();
});

test("320 pixels and 400 percent lose nothing and scroll one way only", async () => {
  for (const viewport of [
    { width: 320, height: 640 },
    { width: 320, height: 256 },
  ]) {
    const page = await show({ textSize: 200, letterSpacing: 12, wordSpacing: 16, paragraphSpacing: 200 }, { viewport });
    const frame = frameOf(page);
    const fits = () =>
      frame.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
    assert.ok(await fits());
    await states["with the settings open"](frame);
    assert.ok(await fits());
    const panel = await frame.locator(".panel").boundingBox();
    assert.ok(panel.x >= 0 && panel.x + panel.width <= 320, "the panel is in the window");
    await frame.getByRole("button", { name: "Keyboard shortcuts" }).click();
    const keys = await frame.getByRole("dialog", { name: "Keyboard shortcuts" }).boundingBox();
    assert.ok(keys.x >= 0 && keys.x + keys.width <= 320 && keys.y >= 0, "the list of keys is in the window");
    await page.context().close();
  }
});

test("what is said covers nothing of the bar below the story, in a narrow window as in a wide one", async () => {
  for (const width of [320, 600, 1000]) {
    const page = await openPage(await browser.newContext({ viewport: { width, height: 640 } }), site.url("story.html"));
    await page.evaluate(async () => (await import("/embed/clearstory.js")).open(document));
    const frame = frameOf(page);
    await frame.getByRole("button", { name: "Take along" }).click();
    await frame.getByRole("button", { name: "Copy as Markdown" }).click();
    const said = frame.locator("body > .said");
    await said.waitFor();
    await frame.getByRole("button", { name: "Correct the story" }).click();
    const bar = await frame.locator(".fix-bar").boundingBox();
    const words = await said.boundingBox();
    assert.ok(words.y >= 48 && words.y + words.height <= bar.y, JSON.stringify([words, bar]));
    await page.context().close();
  }
});

test("in a narrow window every tool is in sight, beside the time that is left", async () => {
  for (const width of [320, 360]) {
    const page = await openPage(await browser.newContext({ viewport: { width, height: 640 } }), site.url("long.html"));
    await page.locator("#y1990").waitFor();
    await page.evaluate(async () => (await import("/embed/clearstory.js")).open(document));
    const frame = frameOf(page);
    await frame.waitForFunction(() => !document.querySelector("[data-far]"));
    await frame.evaluate(() => scrollTo({ top: document.body.scrollHeight / 2, behavior: "instant" }));
    await frame.getByText(/^\d+ min left$/).waitFor();
    const [status, ...tools] = await frame.evaluate(() =>
      [...document.querySelectorAll(".toolbar .status, .tools > button")].map((part) => {
        const { left, right, width, height } = part.getBoundingClientRect();
        return { left, right, width, height };
      }),
    );
    assert.equal(tools.length, 6);
    assert.ok(status.left >= 0 && status.right <= tools[0].left, JSON.stringify([status, tools[0]]));
    assert.ok(tools.at(-1).right <= width, JSON.stringify(tools.at(-1)));
    // As WCAG 2.2 has the smallest target.
    for (const tool of tools) assert.ok(tool.width >= 24 && tool.height >= 24, JSON.stringify(tool));
    await frame.getByRole("button", { name: "Close" }).click();
    await viewIsGone(page);
    await page.context().close();
  }
});

test("everything that takes the focus shows it", async () => {
  const page = await show();
  const frame = frameOf(page);
  await viewOf(page).focus();
  const seen = new Set();
  for (let tabs = 0; tabs < 12; tabs++) {
    await page.keyboard.press("Tab");
    const { name, outline } = await frame.evaluate(() => ({
      name: document.activeElement.outerHTML.slice(0, 60),
      outline: getComputedStyle(document.activeElement).outlineStyle,
    }));
    if (name.startsWith("<body") || name.startsWith("<main")) continue;
    seen.add(name);
    assert.notEqual(outline, "none", name);
  }
  assert.ok(seen.size >= 5, [...seen].join("\n"));
  await page.context().close();
});
