// Extract the story of a page as its reader has corrected the site's stories before.
import type { Delivery } from "../view/delivery";
import { rulesFor } from "../view/rules";
import type { Store } from "../view/store";
import type { Article, Choice, Source } from "./article";

interface Extractor {
  readonly store: Store;
  readonly delivery: Delivery;
  extract(source: Source): Promise<Article>;
}

export async function firstStory(
  source: Source,
  { store, delivery, extract }: Extractor,
): Promise<{ article: Article; choice: Choice }> {
  const fixes = await rulesFor(store, new URL(source.url).hostname);
  if (fixes.length === 0) return { article: await extract(source), choice: {} };
  const choice = { fixes: [...fixes] };
  return { article: await delivery.select(source, choice), choice };
}
