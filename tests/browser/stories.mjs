// Write stories by hand, as an engine would hand them to the view.

const unknown = Object.fromEntries(
  "title byline published modified siteName language excerpt leadImage url".split(" ").map((key) => [key, null]),
);

export const article = (metadata, content, rest = {}) => ({
  metadata: { ...unknown, direction: "ltr", ...metadata },
  content,
  outline: [],
  dropped: [],
  pageType: "article",
  confidence: 0.9,
  wordCount: 300,
  readingMinutes: 2,
  ...rest,
});
export const element = (depth, tag, attributes = {}) => ({ depth, tag, attributes });
export const text = (depth, words) => ({ depth, text: words });
