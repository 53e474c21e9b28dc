// Let a page push itself in front of the open view or take the keyboard from it, in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { currentFrame, host, launch, openPage, viewIsGone, viewIsShown } from "./chromium.mjs";
import { startSite } from "./site.mjs";

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

async function openView(media = {}) {
  const page = await openPage(browser, site.url("toggle.html"));
  await page.emulateMedia(media);
  await page.getByRole("button", { name: "Clear view" }).click();
  await viewIsShown(page, "follow the sound of water downhill");
  return page;
}

/** The view is what is met in the middle of the window, and the keys go to it. */
async function isInFront(page) {
  await page.waitForFunction((host) => document.elementFromPoint(innerWidth / 2, innerHeight / 2).matches(host), host);
  await currentFrame(page).waitForFunction(() => document.hasFocus());
}

const intrusions = {
  "opens a modal dialog": () => {
    const dialog = document.createElement("dialog");
    dialog.append("Subscribe", document.createElement("input"));
    document.body.append(dialog);
    dialog.showModal();
  },
  "opens a modal dialog in a shadow root": () => {
    const host = document.body.appendChild(document.createElement("a-box"));
    const dialog = document.createElement("dialog");
    dialog.append("Subscribe", document.createElement("input"));
    host.attachShadow({ mode: "closed" }).append(dialog);
    dialog.showModal();
  },
  "takes the focus away": () => document.activeElement.blur(),
  "takes the focus for itself": () => {
    window.focus();
    document.querySelector("clearstory-toggle").focus();
  },
  "swallows all keys": () => {
    document.activeElement.blur();
    for (const type of ["keydown", "keypress", "keyup"]) {
      const swallow = (event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
      };
      addEventListener(type, swallow, true);
      document.addEventListener(type, swallow, true);
    }
  },
};

for (const [name, intrude] of Object.entries(intrusions)) {
  test(`a page that ${name} does not get between the reader and the story`, async () => {
    const page = await openView();
    await page.evaluate(intrude);
    await isInFront(page);
    await page.keyboard.press("Escape");
    await viewIsGone(page);
    assert.deepEqual(page.problems, []);
    await page.close();
  });
}

test("a page that opens a popover shows it after the view", async () => {
  const page = await openView({ reducedMotion: "reduce" });
  const clear = await page.screenshot();
  await page.evaluate(() => {
    const popover = document.body.appendChild(document.createElement("div"));
    popover.popover = "manual";
    popover.style.cssText = "inset: 0; width: 100%; height: 100%; background: red";
    return new Promise((opened) => {
      popover.addEventListener("toggle", () => setTimeout(opened));
      popover.showPopover();
    });
  });
  await isInFront(page);
  assert.deepEqual(await page.screenshot(), clear);
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  assert.ok(await page.locator("[popover]").isVisible());
  await page.close();
});

test("a page's own dialog is there after the view, with the focus", async () => {
  const page = await openView();
  await page.evaluate(intrusions["opens a modal dialog"]);
  await isInFront(page);
  await page.keyboard.press("Escape");
  await viewIsGone(page);
  const left = await page.evaluate(() => [
    document.querySelector("dialog").matches(":modal"),
    document.activeElement.localName,
    document.adoptedStyleSheets.length,
  ]);
  assert.deepEqual(left, [true, "input", 0]);
  await page.close();
});

test("a page that insists has its way in the end, and nothing hangs", async () => {
  const page = await openView();
  await page.evaluate(() => {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    const view = document.documentElement.lastElementChild;
    window.shown = 0;
    const insist = () => {
      if (document.elementFromPoint(innerWidth / 2, innerHeight / 2) === view) {
        window.shown++;
        dialog.close();
        dialog.showModal();
      }
      requestAnimationFrame(insist);
    };
    insist();
  });
  await page.waitForFunction(() => window.shown > 20);
  assert.ok(
    await page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight / 2).matches("body > dialog")),
  );
  await page.close();
});
