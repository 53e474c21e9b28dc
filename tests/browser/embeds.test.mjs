// Play linked videos in their place, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { frameOf, launch } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { article, element, inFrame, show, text } from "./stories.mjs";

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

const video = "https://www.youtube.com/watch?v=Qb3xYt7LmKo";
const story = () =>
  article({ title: "Gulls", language: "en" }, [
    element(0, "a", { href: video }),
    element(1, "img", { src: site.url("picture.png"), alt: "A gull waits" }),
    element(0, "p"),
    element(1, "a", { href: "https://vimeo.com/914400276" }),
    text(2, "One rope"),
    element(0, "p"),
    text(1, "In a sentence: "),
    element(1, "a", { href: video }),
    text(2, "a link"),
    element(0, "p"),
    element(1, "a", { href: "https://www.youtube.com/@gulls" }),
    text(2, "No video"),
  ]);
const play = (page, name) =>
  frameOf(page)
    .getByRole("button", { name: `Play here: ${name}` })
    .click();

test("a player is loaded by a click and not before, in a frame that is shut in", async () => {
  const context = await browser.newContext();
  await context.route(/youtube|vimeo/, (route) =>
    route.fulfill({ contentType: "text/html", body: "<button>Player</button>" }),
  );
  const page = await show(context, site, story());
  assert.ok(await frameOf(page).getByText("Loads from www.youtube-nocookie.com").isVisible());
  assert.equal(
    await frameOf(page)
      .getByRole("button", { name: /^Play here/ })
      .count(),
    2,
  );
  const foreign = () => page.requests.filter((url) => !url.startsWith(new URL(page.url()).origin));
  assert.deepEqual(foreign(), []);

  await play(page, "A gull waits");
  const player = frameOf(page).frameLocator("iframe[title='A gull waits']");
  await player.getByText("Player").click();
  assert.deepEqual(foreign(), ["https://www.youtube-nocookie.com/embed/Qb3xYt7LmKo"]);
  const frame = frameOf(page).locator("iframe[title='A gull waits']");
  assert.equal(await frame.getAttribute("sandbox"), "allow-scripts allow-same-origin");
  assert.equal(await frameOf(page).locator(".embed a").first().getAttribute("href"), video);
  assert.equal(
    await inFrame(page, ({ document }) => document.activeElement.title),
    "A gull waits",
    "it keeps the focus",
  );

  await play(page, "One rope");
  await frameOf(page).frameLocator("iframe[title='One rope']").getByText("Player").waitFor();
  assert.equal(foreign()[1], "https://player.vimeo.com/video/914400276");
  await context.close();
});

test("where the page's policy refuses the player, that is said and the link stays", async () => {
  const page = await show(browser, site, story(), "toggle.html", "embed");
  await play(page, "One rope");
  await frameOf(page).getByText("does not let the player run here").waitFor();
  assert.equal(await frameOf(page).locator("iframe").count(), 0);
  assert.ok(await frameOf(page).getByRole("link", { name: "One rope" }).isVisible());
  await page.close();
});
