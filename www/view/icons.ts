// Draw the toolbar's signs: lines in a square of 24, in the colour of the text.

const drawings = {
  close: ["M6 6l12 12", "M18 6L6 18"],
  outline: ["M4 6h.01", "M8 6h12", "M4 12h.01", "M8 12h9", "M4 18h.01", "M8 18h11"],
  settings: ["M3 18L8.2 5h.6L14 18", "M4.9 13.5h7.2", "M21 12.2V18", "M21 15a2.6 3 0 1 1-5.2 0a2.6 3 0 1 1 5.2 0"],
  aloud: ["M4 9.5v5h3.5L12 18V6L7.5 9.5z", "M15.5 9a4.5 4.5 0 0 1 0 6", "M18 6.5a8 8 0 0 1 0 11"],
  play: ["M8 5.5l10.5 6.5L8 18.5z"],
  pause: ["M9 5.5v13", "M15 5.5v13"],
  last: ["M18 6.5l-8 5.5 8 5.5z", "M6.5 6.5v11"],
  next: ["M6 6.5l8 5.5-8 5.5z", "M17.5 6.5v11"],
  copy: ["M9 9h10.5v10.5H9z", "M15 9V4.5H4.5V15H9"],
  fix: ["M4.5 19.5l1-4L16 5l3 3L8.5 18.5z", "M13.5 7.5l3 3"],
  take: ["M12 4v11", "M7.5 10.5L12 15l4.5-4.5", "M5 19.5h14"],
} as const;

export type Icon = keyof typeof drawings;

export function icon(document: Document, name: Icon): SVGElement {
  const make = (tag: string) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const drawing = make("svg") as SVGElement;
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  for (const line of drawings[name]) {
    const path = make("path");
    path.setAttribute("d", line);
    drawing.append(path);
  }
  return drawing;
}
