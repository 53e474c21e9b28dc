// Dress the view as the settings say: custom properties and attributes on its root element, which the style sheets read.
import { contrast, enough, luminance } from "./contrast";
import type { Settings } from "./settings";

/** Colours darker than this are a dark theme: its controls and scrollbars are the browser's dark ones. */
const darkPaper = 0.18;

export function dress(root: HTMLElement, settings: Settings): void {
  const { theme, ink, paper, link } = settings;
  root.dataset.theme = theme;
  root.dataset.font = settings.font;
  root.dataset.align = settings.align;
  root.dataset.hyphens = String(settings.hyphens);
  root.dataset.printLinks = String(settings.printLinks);
  root.classList.toggle("spaced", settings.letterSpacing > 0);

  const isCustom = theme === "custom";
  root.classList.toggle("faint", isCustom && contrast(ink, paper) < enough);
  const properties: Record<string, string | null> = {
    "--own-ink": isCustom ? ink : null,
    "--own-paper": isCustom ? paper : null,
    "--own-link": isCustom ? link : null,
    "--own-scheme": isCustom ? (luminance(paper) < darkPaper ? "dark" : "light") : null,
    "--own-font": settings.localFont ? `"${settings.localFont}"` : null,
    "--text-size": String(settings.textSize / 100),
    "--line-width": String(settings.lineWidth),
    "--line-height": String(settings.lineHeight / 100),
    "--paragraph": String(settings.paragraphSpacing / 100),
    "--letter-spacing": `${settings.letterSpacing / 100}em`,
    "--word-spacing": `${settings.wordSpacing / 100}em`,
  };
  for (const [name, value] of Object.entries(properties)) root.style.setProperty(name, value);
}
