// Make the view's style sheets, in the order in which they apply.
import aloud from "./aloud/aloud.css";
import code from "./code/code.css";
import embeds from "./embeds/embeds.css";
import shared from "./features.css";
import fixes from "./fixes/fixes.css";
import languages from "./languages.css";
import lineFocus from "./line-focus/line-focus.css";
import marks from "./marks/marks.css";
import notes from "./notes/notes.css";
import panel from "./panel.css";
import pictures from "./pictures/pictures.css";
import story from "./story.css";
import systems from "./systems.css";
import takeAlong from "./take-along/take-along.css";
import themes from "./themes.css";
import view from "./view.css";

/** Of the features, each for itself. */
const features = [shared, aloud, lineFocus, pictures, code, notes, takeAlong, marks, embeds, fixes];

/** A document adopts only sheets that were made by its own window. */
export function styleSheets(window: Window & typeof globalThis): CSSStyleSheet[] {
  return [themes, view, panel, story, languages, ...features, systems].map((text) => {
    const sheet = new window.CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}
