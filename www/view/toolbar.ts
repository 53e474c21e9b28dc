// Make the one thin toolbar: where this page is from, the tools, and the way back. It fades while reading.
import { make, signButton } from "./elements";
import type { Messages } from "./messages";

export interface Toolbar {
  readonly element: HTMLElement;
  /** Put a tool beside the others, before the settings and the way back. */
  add(tool: HTMLElement): void;
  /** Beside the site's name: a few words about the reading, such as the time left. */
  readonly status: HTMLElement;
}

/** `settings` is the button that opens them. */
export function toolbar(
  document: Document,
  messages: Messages,
  host: string,
  settings: HTMLElement,
  close: () => void,
): Toolbar {
  const element = make(document, "header", "toolbar");
  const site = make(document, "span", "site", host);
  site.dir = "ltr";
  const status = make(document, "span", "status");
  const tools = make(document, "div", "tools");
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", messages.text("toolbar"));
  const closer = signButton(document, "close", messages.text("close"));
  closer.title = messages.text("closeTitle");
  closer.addEventListener("click", close);
  tools.append(settings, closer);
  element.append(site, status, tools);

  const window = document.defaultView!;
  let lastTop = 0;
  window.addEventListener(
    "scroll",
    () => {
      const top = window.scrollY;
      if (top === lastTop) return;
      // Who jumps is not reading on, and may look for the tools.
      const isReading = top > lastTop && top - lastTop < window.innerHeight;
      element.classList.toggle("quiet", isReading && top > element.offsetHeight);
      lastTop = top;
    },
    { passive: true },
  );
  return { element, status, add: (tool) => settings.before(tool) };
}
