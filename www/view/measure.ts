// Measure how wide a letter of the story is in the font it is set in, so that a line holds as many as the reader wants.
import type { Choices } from "./choices";

/** Letters that are enough to know the rest by. */
const sampleLength = 400;
/** Below this a sample says more about itself than about the story. */
const shortestSample = 80;
/** A letter this wide, in parts of the text's size, is an ideograph; a line of them counts each as two. */
const ideograph = 0.8;

/**
 * Set `--letter` on the root to the mean width of the letters of `article`, in parts of the text's size. They are measured
 * in an empty copy of it in `main`: the story itself need not be laid out for it, nor even be there yet.
 */
export function measureLetters(main: HTMLElement, article: HTMLElement): void {
  const text = sampleOf(article);
  if (text.length < shortestSample) return;
  const document = main.ownerDocument;
  const copy = article.cloneNode() as HTMLElement;
  const sample = document.createElement("span");
  sample.className = "sample";
  sample.textContent = text;
  copy.append(sample);
  main.append(copy);
  const width = sample.getBoundingClientRect().width;
  // Of the view's text, not of the sample: some scripts are set larger.
  const size = Number.parseFloat(document.defaultView!.getComputedStyle(main).fontSize);
  copy.remove();
  const letter = width / size / [...text].length;
  document.documentElement.style.setProperty("--letter", (letter > ideograph ? letter / 2 : letter).toFixed(4));
}

/** The first letters of the story's paragraphs. */
function sampleOf(article: HTMLElement): string {
  let text = "";
  for (const paragraph of article.querySelectorAll(".story p")) {
    text += ` ${paragraph.textContent.trim()}`;
    if (text.length > sampleLength) break;
  }
  return text.replace(/\s+/g, " ").trim().slice(0, sampleLength);
}

/** Keep the line as wide as its letters ask for, whatever font and spacing the reader chooses. */
export function keepMeasure(settings: Choices, main: HTMLElement, article: HTMLElement): void {
  let measured = "";
  settings.watch(({ font, localFont, letterSpacing, wordSpacing }) => {
    const asked = JSON.stringify([font, localFont, letterSpacing, wordSpacing]);
    if (asked === measured) return;
    measured = asked;
    measureLetters(main, article);
  });
}
