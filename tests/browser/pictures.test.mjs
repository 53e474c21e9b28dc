// Enlarge pictures, and miss some, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { currentFrame, frameOf, launch, viewIsGone } from "./chromium.mjs";
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

const large = { width: "400", height: "300" };
const figure = (attributes) => [
  element(0, "figure"),
  element(1, "img", { src: site.url("picture.png"), alt: "A lock", ...large, ...attributes }),
  element(1, "figcaption"),
  text(2, "The upper lock, "),
  element(2, "em"),
  text(3, "at dawn"),
  text(2, "."),
];
const dialogOf = (page) => frameOf(page).getByRole("dialog");

for (const way of ["click", "Enter", "Space"]) {
  test(`a picture is enlarged by ${way}, with its caption, and Escape closes that first`, async () => {
    const page = await show(browser, site, article({ title: "Locks" }, figure({})));
    const picture = frameOf(page).getByRole("button", { name: "Enlarge picture: A lock" });
    if (way === "click") await picture.click();
    else {
      await picture.focus();
      await page.keyboard.press(way);
    }
    const dialog = dialogOf(page);
    await dialog.getByRole("img", { name: "A lock" }).waitFor();
    assert.equal(await dialog.locator("figcaption").innerHTML(), "The upper lock, <em>at dawn</em>.");
    assert.equal(await dialog.getAttribute("aria-label"), "A lock");

    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.equal(await inFrame(page, ({ document }) => document.activeElement.alt), "A lock");
    await page.keyboard.press("Escape");
    await viewIsGone(page);
    assert.deepEqual(page.problems, []);
    await page.close();
  });
}

test("the largest file that the page names is shown, and no other is asked for", async () => {
  const file = (name) => `${site.url("picture.png")}&${name}`;
  const page = await show(
    browser,
    site,
    article({ title: "Sizes" }, [
      element(0, "img", {
        src: file("plain"),
        srcset: `${file("small")} 400w, ${file("huge")} 3000w, ${file("medium")} 900w`,
        sizes: "400px",
        alt: "A lock",
      }),
    ]),
  );
  await frameOf(page).getByRole("button", { name: "Enlarge picture: A lock" }).click();
  await currentFrame(page).waitForFunction((huge) => document.querySelector("dialog img").src === huge, file("huge"));
  const asked = page.requests.filter((url) => url.includes("picture.png")).map((url) => url.split("&")[1]);
  assert.deepEqual(asked.sort(), ["huge", "small"]);
  await page.close();
});

test("a picture in a link stays a link, and one without a caption shows what it says of itself", async () => {
  const page = await show(
    browser,
    site,
    article({ title: "Links" }, [
      element(0, "a", { href: "https://example.org/" }),
      element(1, "img", { src: site.url("picture.png"), alt: "Linked", ...large }),
      element(0, "img", { src: site.url("picture.png"), alt: "Alone", ...large }),
    ]),
  );
  assert.equal(await frameOf(page).getByRole("button", { name: "Linked" }).count(), 0);
  await frameOf(page).getByRole("button", { name: "Alone" }).click();
  assert.equal(await dialogOf(page).locator("figcaption").textContent(), "Alone");
  await dialogOf(page).getByRole("button", { name: "Close" }).click();
  await dialogOf(page).waitFor({ state: "detached" });
  await page.close();
});

test("a picture that does not arrive is told, with what it shows and its address", async () => {
  const missing = site.url("missing.png");
  const page = await show(
    browser,
    site,
    article({ title: "Missing" }, [
      ...figure({ src: missing }),
      element(0, "a", { href: "https://example.org/" }),
      element(1, "img", { src: missing, alt: "Linked" }),
      element(0, "img", { src: site.url("picture.png"), srcset: `${missing} 2000w`, alt: "Found", ...large }),
      element(0, "img", { alt: "Nothing" }),
    ]),
  );
  const told = frameOf(page).locator("figure .missing-picture");
  await told.waitFor();
  assert.equal(await told.textContent(), "A lock This picture could not be loaded. Open its address");
  assert.equal(await told.locator("a").getAttribute("href"), missing);
  // It is told in the picture's place, and nowhere over the story.
  const places = await told.evaluate((element) => {
    const holds = (outer, inner) => outer.top <= inner.top && inner.bottom <= outer.bottom;
    const around = element.getBoundingClientRect();
    return [...element.children].map((part) => holds(around, part.getBoundingClientRect()));
  });
  assert.deepEqual(places, [true, true, true]);
  assert.ok(await frameOf(page).getByText("The upper lock, ").isVisible());
  assert.equal(await frameOf(page).locator("a[href='https://example.org/'] .missing-picture a").count(), 0);
  await frameOf(page).getByText("Nothing This picture could not be loaded.").waitFor();
  const found = frameOf(page).getByRole("button", { name: "Found" });
  await found.evaluate((picture) => picture.decode());
  await page.close();
});
