// Hold every sentence and label that a reader can be shown, in one place.

// These two stand alone because the bookmarklet, which must stay short, says them itself.
export const sentenceBlocked =
  "This page’s security policy does not let Clearstory run inside the page. The Clearstory browser extension works here.";
export const sentenceUnavailable = "Clearstory could not be loaded. Check the connection and try again.";

/** Why the clear view could not be shown, as one sentence each. */
export const errorSentences = {
  empty: "This page has no text yet. Wait until it has loaded and try again.",
  "too-large": "This page is too large to be read here.",
  "too-complex": "This page is built in a way that is too complex to be read here.",
  "no-story": "No story was found on this page. It may be a list of links, a search page or an app.",
  "invalid-url": "The address that was given for this page is not a complete one.",
  "invalid-options": "Clearstory was started with options that it does not know.",
  blocked: sentenceBlocked,
  unavailable: sentenceUnavailable,
  crashed: "The reading engine stopped on this page. It has been restarted; you can try again.",
  disconnected:
    "The extension did not answer, perhaps because it has just been updated. Reload the page and try again.",
  "not-a-page": "This is not a web page with text, so there is no story to show.",
  forbidden: "Clearstory cannot run on this page: the browser keeps extensions out of it, or it is no web page.",
  unexpected: "Something went wrong while this page was read. The page itself was not changed.",
} as const;

export type ErrorCode = keyof typeof errorSentences;

/** What was left out, named for a reader. */
export const reasonLabels: Record<string, string> = {
  navigation: "Navigation",
  teaser: "Teaser for another story",
  related: "Related links",
  newsletter: "Newsletter box",
  share: "Share buttons",
  consent: "Consent notice",
  comments: "Comments",
  advert: "Advertisement",
  footer: "Footer",
  hidden: "Not visible on the page",
  duplicate: "Printed twice",
  boilerplate: "Standing text of the site",
  elsewhere: "Outside the story",
};

export const labels = {
  read: "Read",
  view: "Clear view",
  toolbar: "Reading controls",
  close: "Close",
  back: "Back to the page",
  closeTitle: "Back to the page (Esc)",
  smaller: "Smaller text",
  larger: "Larger text",
  untitled: "Untitled page",
  minutes: (minutes: number) => `${minutes} min read`,
  updated: (date: string) => `Updated ${date}`,
  leftOut: (count: number) => (count === 1 ? "1 block was left out" : `${count} blocks were left out`),
  unsure: "Clearstory is not sure that this is the whole story. Close this view to see the page itself.",
  table: "Table",
  formula: "Formula",
};

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(errorSentences, code);
}
