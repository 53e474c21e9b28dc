// Open the view as the page loads, on a site that a reader has chosen: injected there behind content.ts.
import type { Injected } from "./content";

const { clearstoryReader } = globalThis as { clearstoryReader?: Injected };

// A page that is loaded in advance may never be seen.
if ("prerendering" in document && document.prerendering)
  document.addEventListener("prerenderingchange", () => clearstoryReader?.openByItself(), { once: true });
else clearstoryReader?.openByItself();
