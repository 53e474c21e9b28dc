// Find what is selected on a page.

/** The selected part of `document`, or of a frame in it that is of its own origin. */
export function selectedPart(document: Document): Range | undefined {
  const frames = document.querySelectorAll<HTMLIFrameElement | HTMLFrameElement>("iframe, frame");
  // A frame's document is null where it is of another origin.
  const documents = [document, ...Array.from(frames, ({ contentDocument }) => contentDocument)];
  const selections = documents.map((document) => document?.getSelection());
  return selections.find((selection) => selection?.type === "Range" && `${selection}`.trim() !== "")?.getRangeAt(0);
}
