// Name the other whole stories of the page, which the reader finds further up or down on it.
import type { Feature } from "./context";
import { make } from "./elements";

export const otherStories: Feature = ({ document, main, article, messages }) => {
  if (article.otherStories.length === 0) return;
  const section = make(document, "section", "other-stories");
  const list = make(document, "ul");
  for (const title of article.otherStories) {
    const item = make(document, "li", "", title);
    item.dir = "auto";
    list.append(item);
  }
  section.append(make(document, "h2", "", messages.text("otherStories")), list);
  main.append(section);
};
