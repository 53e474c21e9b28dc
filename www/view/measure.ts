// Measure how wide a letter of the story is in the font it is set in, so that a line holds as many as the reader wants.

/** Letters that are enough to know the rest by. */
const sampleLength = 400;
/** Below this a sample says more about itself than about the story. */
const shortestSample = 80;
/** A letter this wide, in parts of the text's size, is an ideograph; a line of them counts each as two. */
const ideograph = 0.8;

/** Set `--letter` on the root to the mean width of the story's letters, in parts of the text's size. */
export function measureLetters(story: HTMLElement): void {
  const document = story.ownerDocument;
  const text = sampleOf(story);
  if (text.length < shortestSample) return;
  const sample = document.createElement("span");
  sample.className = "sample";
  sample.textContent = text;
  story.append(sample);
  const width = sample.getBoundingClientRect().width;
  // Of the view's text, not of the sample: some scripts are set larger.
  const main = story.closest("main") ?? story;
  const size = Number.parseFloat(document.defaultView!.getComputedStyle(main).fontSize);
  sample.remove();
  const letter = width / size / [...text].length;
  document.documentElement.style.setProperty("--letter", (letter > ideograph ? letter / 2 : letter).toFixed(4));
}

/** The first letters of the story's paragraphs. */
function sampleOf(story: HTMLElement): string {
  let text = "";
  for (const paragraph of story.getElementsByTagName("p")) {
    text += ` ${paragraph.textContent.trim()}`;
    if (text.length > sampleLength) break;
  }
  return text.replace(/\s+/g, " ").trim().slice(0, sampleLength);
}
