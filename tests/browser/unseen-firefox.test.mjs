// Let a page's script look for the view of the extension in Firefox.
import { after, before, test } from "node:test";
import { launchWithExtension } from "./firefox.mjs";
import { startSite } from "./site.mjs";
import { assertHidden } from "./spy.mjs";

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

test("Firefox: under the view, a script of the page finds nothing of it", async () => {
  const { page, evaluate, inView, untilInView, viewIsGone } = await firefox.openPage(site.url("story.html"));
  await assertHidden(
    { evaluate, inView, type: (text) => page.keyboard.type(text) },
    {
      async open() {
        await firefox.press();
        await untilInView(() => document.querySelector(".story p") !== null);
      },
      // By keys: of the mouse Firefox tells the page more, and it lets it search the view (SECURITY.md).
      async mark() {
        // Selected anew until it is answered: what can be done with a selection is offered behind the first paint.
        const isThere = () => {
          const words = document.querySelector(".story p").firstChild;
          document.getSelection().setBaseAndExtent(words, 10, words, 40);
          return [...document.querySelectorAll("button")].some(({ textContent }) => textContent === "Note");
        };
        await untilInView(isThere);
        for (const key of ["Tab", "Tab", "Enter"]) await page.keyboard.press(key);
        await untilInView(() => document.activeElement.localName === "textarea");
      },
      async close() {
        await firefox.press();
        await viewIsGone();
      },
    },
  );
});
