// Put back what was left out of the story of left-out.html, in Chromium.
import { untilInView, viewIsShown, viewOf } from "./chromium.mjs";

/** In the view over `page`, until the block is in the story. */
export async function putBack(page) {
  await viewIsShown(page, "The duck pond of Little Wold");
  await viewOf(page).locator(".left-out summary").click();
  const entry = viewOf(page).locator(".left-out li li").filter({ hasText: "What the ducks did" });
  await entry.getByRole("button", { name: "Put back" }).click();
  await untilInView(page, () => document.querySelector(".story a em") !== null);
}
