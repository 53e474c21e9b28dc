// Do for the view what it needs beyond itself, in the page's own world.
import type { Delivery } from "../view/delivery";
import { load } from "./load";
import { picturesAtHand } from "./pictures";

export const pageDelivery: Delivery = {
  loadTokeniser: async () => (await import("../view/code/tokens")).tokenise,
  select: async (source, choice) => (await load()).select(source, choice),
  render: async (article, format) => (await load()).render(article, format),
  bind: async (article) => (await load()).renderEpub(article, await picturesAtHand(article)),
};
