// Show one picture as large as the window lets it, with its caption, until Escape or a click.
import type { ViewContext } from "../context";
import { make, signButton } from "../elements";

export function enlarge({ document, messages }: ViewContext, picture: HTMLImageElement, source: string): void {
  const dialog = make(document, "dialog", "enlarged");
  dialog.setAttribute("aria-label", picture.alt || messages.text("picture"));
  const figure = make(document, "figure");
  const large = make(document, "img");
  large.alt = picture.alt;
  // What is there already stands in until the large one has come, or for ever where that does not come.
  large.src = picture.currentSrc || picture.src;
  const better = make(document, "img");
  better.addEventListener("load", () => {
    large.src = source;
  });
  better.src = source;
  figure.append(large, ...captionOf(picture));

  const close = signButton(document, "close", messages.text("close"));
  close.addEventListener("click", () => dialog.close());
  dialog.append(figure, close);
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target === figure || target === large) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    picture.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** The figure's own caption, else what the picture says of itself. */
function captionOf(picture: HTMLImageElement): HTMLElement[] {
  const document = picture.ownerDocument;
  const caption = picture.closest("figure")?.querySelector("figcaption");
  if (!caption) return picture.alt ? [make(document, "figcaption", "", picture.alt)] : [];
  const copy = caption.cloneNode(true) as HTMLElement;
  // Each place in the story is there once.
  for (const place of [copy, ...copy.querySelectorAll("[id]")]) place.removeAttribute("id");
  return [copy];
}
