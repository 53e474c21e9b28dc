// Find what is selected on a page.
import type { Source } from "./article";
import { type CaptureOptions, capture } from "./capture";
import { plain } from "./plain";

/** Copy what is selected; undefined where nothing is. */
export function captureSelected(document: Document, options: CaptureOptions = {}): Source | undefined {
  const part = selectedPart(document);
  return part && capture(part.startContainer.ownerDocument!, { ...options, part });
}

/** The selected part of `document`, or of a frame in it that is of its own origin. */
function selectedPart(document: Document): Range | undefined {
  const frames = plain(document).querySelectorAll<HTMLIFrameElement | HTMLFrameElement>("iframe, frame");
  // A frame's document is null where it is of another origin.
  const documents = [document, ...Array.from(frames, ({ contentDocument }) => contentDocument)];
  const parts = documents.map((document) => (document ? rangeIn(plain(document).getSelection()) : undefined));
  // The range is asked: under a modal dialog the selection itself says that it is empty.
  return parts.find((part) => part !== undefined && part.toString().trim() !== "");
}

function rangeIn(selection: Selection | null): Range | undefined {
  return selection?.rangeCount ? selection.getRangeAt(0) : undefined;
}
