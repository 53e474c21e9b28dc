// Stand in for a picture that does not arrive: what it shows, and the way to it.
import type { ViewContext } from "../context";
import { make, ours } from "../elements";

export function standIn({ document, messages }: ViewContext, picture: HTMLImageElement): HTMLElement {
  const element = ours(make(document, "span", "missing-picture"));
  if (picture.alt) element.append(make(document, "span", "shows", picture.alt), " ");
  element.append(make(document, "span", "failure", messages.text("pictureFailed")));
  const source = picture.getAttribute("src");
  // A link in a link would be none.
  if (source && /^https?:/i.test(source) && !picture.closest("a[href]")) {
    const link = make(document, "a", "", messages.text("pictureAddress"));
    link.href = source;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    element.append(" ", link);
  }
  return element;
}
