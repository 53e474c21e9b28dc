// Let pictures be enlarged, and say what a picture shows that does not arrive.
import type { Feature } from "../context";
import { enlarge } from "./enlarged";
import { largestSource } from "./largest";
import { standIn } from "./stand-in";

/** Smaller ones, in pixels, are signs in the text, with nothing more to see in them. */
const smallest = 40;

export const pictures: Feature = (context) => {
  const { story, messages } = context;
  for (const picture of story.querySelectorAll("img")) {
    if (!picture.hasAttribute("src") && !picture.hasAttribute("srcset")) {
      if (picture.alt) picture.replaceWith(standIn(context, picture));
      continue;
    }
    // What a link leads to is what its picture stands for.
    if (picture.closest("a[href]")) continue;
    picture.setAttribute("role", "button");
    picture.tabIndex = 0;
    picture.setAttribute("aria-label", messages.text("enlarge", picture.alt || messages.text("picture")));
    picture.setAttribute("aria-haspopup", "dialog");
    picture.addEventListener("load", () => forgetSmall(picture));
    forgetSmall(picture);
  }
  // Neither event bubbles.
  story.addEventListener("error", (event) => failed(event.target as HTMLElement), true);

  function failed(element: HTMLElement): void {
    if (element.localName !== "img") return;
    const picture = element as HTMLImageElement;
    // One of several candidates may be missing where the picture itself is not.
    if (picture.hasAttribute("srcset") && picture.hasAttribute("src")) {
      picture.removeAttribute("srcset");
      picture.removeAttribute("sizes");
    } else picture.replaceWith(standIn(context, picture));
  }

  const open = (event: Event) => {
    const picture = (event.target as Element).closest<HTMLImageElement>('img[role="button"]');
    if (!picture) return;
    event.preventDefault();
    enlarge(context, picture, largestSource(picture));
  };
  story.addEventListener("click", open);
  story.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") open(event);
  });
};

function forgetSmall(picture: HTMLImageElement): void {
  if (!picture.complete || picture.naturalWidth === 0) return;
  const { naturalWidth, naturalHeight, offsetWidth, offsetHeight } = picture;
  if (Math.max(naturalWidth, naturalHeight, offsetWidth, offsetHeight) >= smallest) return;
  for (const name of ["role", "tabindex", "aria-label", "aria-haspopup"]) picture.removeAttribute(name);
}
