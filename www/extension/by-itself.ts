// Open the view as the page loads, on a site that a reader has chosen: injected there behind content.ts.
import { plain } from "../shim/plain";
import { reader, world } from "./world";

const page: Document & { prerendering?: boolean } = plain(document);
const open = () => world[reader]?.openByItself();

// A page that is loaded in advance may never be seen.
if (page.prerendering) page.addEventListener("prerenderingchange", open, { once: true });
else open();
