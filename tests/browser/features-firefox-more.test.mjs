// Use what stands in and around the story in Firefox: lines in focus, players, and how much of the page is kept.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchWithExtension } from "./firefox.mjs";
import { startSite } from "./site.mjs";
import { article, block, element, open } from "./stories.mjs";

let site;
let firefox;
before(async () => {
  site = await startSite();
  firefox = await launchWithExtension();
});
after(async () => {
  await firefox?.close();
  await site?.close();
});

/** Open the view of a story over a page of its own. */
async function shown(story) {
  const tab = await firefox.openPage(site.url("toggle.html"));
  await open(tab, story);
  await tab.untilInView(() => document.querySelector("h1") !== null);
  return tab;
}

test("Firefox keeps some lines in focus, which follow the pointer", async () => {
  const words = (_, at) => block(`Paragraph ${at} has words enough for some lines. `.repeat(8));
  const tab = await shown(article({ title: "Lines", language: "en" }, Array.from({ length: 30 }, words).flat()));
  const choose = (lines) =>
    tab.inView((lines) => {
      const named = ({ labels }) => labels?.[0]?.textContent.trim() === lines;
      [...document.querySelectorAll("input[type=radio]")].find(named).click();
    }, lines);
  const band = () =>
    tab.inView(() => {
      const top = document.querySelector(".shade.above").getBoundingClientRect().bottom;
      const bottom = document.querySelector(".shade.below").getBoundingClientRect().top;
      const line = Number.parseFloat(getComputedStyle(document.querySelector(".story p")).lineHeight);
      return { top, bottom, lines: Math.round((10 * (bottom - top)) / line) / 10 };
    });
  await tab.page.mouse.move(400, 300);
  for (const lines of ["1", "3", "5"]) {
    await choose(lines);
    await tab.page.mouse.move(400, 301);
    const clear = await band();
    assert.equal(clear.lines, Number(lines));
    assert.ok(clear.top <= 301 && clear.bottom >= 301, JSON.stringify(clear));
  }
  await tab.page.mouse.move(400, 400);
  const moved = await band();
  assert.ok(moved.top <= 400 && moved.bottom >= 400, JSON.stringify(moved));
  await choose("Off");
  assert.equal(await tab.inView(() => document.querySelectorAll(".shade").length), 0);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});

test("Firefox loads a player by a click and not before, in a frame that is shut in", async () => {
  const story = article({ title: "Gulls", language: "en" }, [
    element(0, "a", { href: "https://www.youtube.com/watch?v=Qb3xYt7LmKo" }),
    element(1, "img", { src: site.url("picture.png"), alt: "A gull waits" }),
    ...block("It waits."),
  ]);
  const tab = await shown(story);
  const asked = [];
  await tab.page.setRequestInterception(true);
  tab.page.on("request", (request) => {
    if (!/youtube/.test(request.url())) return request.continue();
    asked.push(request.url());
    request.respond({ contentType: "text/html", body: "<button>Player</button>" });
  });
  await tab.untilInView(() => document.querySelector(".embed button") !== null);
  assert.deepEqual(asked, []);
  assert.equal(await tab.inView(() => document.querySelectorAll("iframe").length), 0);
  const loads = tab.page.waitForRequest((request) => /youtube/.test(request.url()));
  await tab.inView(() => document.querySelector(".embed button").click());
  await tab.untilInView(() => document.activeElement?.title === "A gull waits");
  const frame = await tab.inView(() => {
    const { src, sandbox } = document.querySelector("iframe");
    return { src, sandbox: String(sandbox) };
  });
  const address = "https://www.youtube-nocookie.com/embed/Qb3xYt7LmKo";
  assert.deepEqual(frame, { src: address, sandbox: "allow-scripts allow-same-origin" });
  await loads;
  assert.deepEqual(asked, [address]);
  await tab.page.close();
});

test("Firefox keeps more of the page by the slider, and less again, from the page that was parsed once", async () => {
  const tab = await firefox.openPage(site.url("left-out.html"));
  await firefox.press();
  await tab.untilInView(() => document.querySelector(".left-out summary") !== null);
  const isToldOf = (wanted) => document.querySelector(".story")?.textContent.includes("What the ducks did") === wanted;
  await tab.untilInView(isToldOf, false);
  await tab.inView(() => document.querySelector(".left-out summary").click());
  await tab.inView(() => document.querySelector(".left-out input[type=range]").focus());
  await tab.page.keyboard.press("End");
  await tab.untilInView(isToldOf, true);
  // The slider is still open, has the focus, and says where it stands.
  await tab.untilInView(() => document.activeElement.matches(".left-out input"));
  assert.equal(await tab.inView(() => document.activeElement.getAttribute("aria-valuetext")), "More");
  await tab.page.keyboard.press("Home");
  await tab.untilInView(isToldOf, false);
  assert.deepEqual(tab.problems, []);
  await tab.page.close();
});
