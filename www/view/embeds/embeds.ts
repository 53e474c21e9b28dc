// Let a linked video or sound be played in its place, by a click that says from where it is loaded.
import type { Feature, ViewContext } from "../context";
import { button, make, ours } from "../elements";
import { playerFor } from "./players";

export const embeds: Feature = (context) => {
  for (const link of context.story.querySelectorAll<HTMLAnchorElement>("a[href]")) {
    const player = playerFor(link.href);
    if (player && isAlone(link)) offer(context, link, player);
  }
};

/** A link in a sentence is a link; one that is all of its block stands for what it leads to. */
function isAlone(link: HTMLElement): boolean {
  const block = link.parentElement!;
  return block.matches(".story, figure, div") || (block.textContent === link.textContent && block.matches("p"));
}

function offer(context: ViewContext, link: HTMLAnchorElement, player: URL): void {
  const { document, messages } = context;
  const place = make(document, "span", "embed");
  link.replaceWith(place);
  const press = button(document, "plain", messages.text("playHere"), () => play(context, place, link, player));
  press.setAttribute("aria-label", messages.text("playNamed", nameOf(link)));
  place.append(link, press, ours(make(document, "small", "", messages.text("loadsFrom", player.hostname))));
}

/** Nothing of another site is loaded before this. */
function play({ document, messages }: ViewContext, place: HTMLElement, link: HTMLElement, player: URL): void {
  const frame = make(document, "iframe");
  frame.title = nameOf(link);
  // Its own origin, not ours: it cannot reach the story. Without the name of the site many players refuse.
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin");
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.allow = "fullscreen";
  const refused = ({ blockedURI }: SecurityPolicyViolationEvent) => {
    if (!blockedURI.startsWith(player.origin)) return;
    document.removeEventListener("securitypolicyviolation", refused);
    frame.replaceWith(ours(make(document, "small", "", messages.text("playerRefused"))));
  };
  document.addEventListener("securitypolicyviolation", refused);
  const shown = [...place.children];
  for (const element of shown) if (element !== link) element.remove();
  place.prepend(frame);
  frame.src = player.href;
  frame.focus();
}

function nameOf(link: HTMLElement): string {
  return (link.textContent?.trim() || link.querySelector("img")?.alt) ?? "";
}
