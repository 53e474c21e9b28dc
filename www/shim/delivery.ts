// Do for the view what it needs beyond itself, in the page's own world.
import type { Delivery } from "../view/delivery";
import { load } from "./load";
import { picturesAtHand } from "./pictures";
import { loadTokeniser } from "./tokeniser";

export const pageDelivery: Delivery = {
  loadTokeniser,
  select: async (source, choice) => (await load()).select(source, choice),
  render: async (article, format) => (await load()).render(article, format),
  bind: async (article) => (await load()).renderEpub(article, await picturesAtHand(article)),
};
