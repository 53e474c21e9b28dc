// Show how far the reading has come: a thin line at the top, and the minutes that are left.
import type { ViewContext } from "./context";
import { make } from "./elements";

export function progress({ document, article, messages, toolbar, reading }: ViewContext): void {
  const line = make(document, "div", "progress");
  // The minutes say the same in words.
  line.setAttribute("aria-hidden", "true");
  document.body.append(line);
  let shown = "";
  reading.watch(() => {
    const read = reading.progress;
    line.style.scale = `${read} 1`;
    const minutes = article.readingMinutes * (1 - read);
    const words =
      read === 0 || read === 1
        ? ""
        : minutes < 1
          ? messages.text("almostDone")
          : messages.count("minutesLeft", Math.round(minutes));
    if (words === shown) return;
    shown = words;
    toolbar.status.textContent = words;
  });
}
