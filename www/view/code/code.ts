// Give code its colours, a button that copies it, and the keyboard a way through what is too wide.
import { copy } from "../clipboard";
import type { Feature, ViewContext } from "../context";
import { make, signButton } from "../elements";
import { say } from "../say";
import { colourCode, languageOf } from "./colours";
import { watchWidths } from "./widths";

export const code: Feature = (context) => {
  const { story, messages } = context;
  const listings = [...story.querySelectorAll("pre")];
  for (const listing of listings) addCopy(context, listing);
  const named = (listing: HTMLElement) => messages.text("code", languageOf(listing)).trim();
  const tables = [...story.querySelectorAll<HTMLElement>(".scroller")];
  context.whenPainted(() => {
    watchWidths(context, [
      ...listings.map((element) => ({ element, name: named(element) })),
      ...tables.map((element) => ({ element, name: element.getAttribute("aria-label") ?? "" })),
    ]);
    void colourCode(context, listings);
  });
};

function addCopy({ document, window, messages }: ViewContext, listing: HTMLElement): void {
  const frame = make(document, "div", "listing");
  listing.replaceWith(frame);
  const button = signButton(document, "copy", messages.text("copyCode"));
  button.addEventListener("click", async () => {
    const isCopied = await copy(window, { text: listing.textContent ?? "" });
    say(document, messages.text(isCopied ? "copied" : "notCopied"));
  });
  frame.append(listing, button);
}
