// Measure how each delivery fares under each policy that a page may have, and hold the tables in docs/browsers.md to it.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../scripts/serve.mjs";
import { revealRoots } from "./reveal.mjs";
import { dist, startSite } from "./site.mjs";

/** What the frames of a window say, where a browser lists them all: the first that says something. */
export async function askFrames(window, script) {
  // A frame that comes or goes meanwhile says nothing.
  const said = await Promise.all(window.frames().map((frame) => frame.evaluate(script).catch(() => "")));
  return said.find(Boolean) ?? "";
}

const csp = (policy) => ({ "content-security-policy": `${policy}; report-uri /report` });
const apart = { "cross-origin-opener-policy": "same-origin" };

/** A page's headers by their name in the tables; where they keep the embed out, also those of an owner who lets it in. */
const policies = {
  none: [{}],
  "`script-src 'self'`": [csp("script-src 'self'"), csp("script-src 'self' 'wasm-unsafe-eval'")],
  "`script-src 'nonce-…'`": [csp("script-src 'nonce-page'"), csp("script-src 'nonce-page' 'wasm-unsafe-eval'")],
  "`default-src 'none'`": [
    csp("default-src 'none'"),
    csp("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"),
  ],
  "`style-src 'self'`": [csp("style-src 'self'")],
  "Trusted Types": [csp("require-trusted-types-for 'script'; trusted-types 'none'")],
  "COOP `same-origin`": [apart],
  "COOP and `script-src 'self'`": [
    { ...apart, ...csp("script-src 'self'") },
    { ...apart, ...csp("script-src 'self' 'wasm-unsafe-eval'") },
  ],
  "`sandbox allow-scripts`": [csp("sandbox allow-scripts"), csp("sandbox allow-scripts allow-same-origin")],
  "sandbox and `script-src 'self'`": [
    csp("sandbox allow-scripts; script-src 'self'"),
    csp("sandbox allow-scripts allow-same-origin; script-src 'self' 'wasm-unsafe-eval'"),
  ],
};

/** On which page each delivery is pressed, and how. */
const deliveries = {
  Extension: { page: "story.html", press: (browser) => browser.pressExtension() },
  Bookmarklet: { page: "story.html", press: (browser, bookmarklet) => browser.runInClick(bookmarklet) },
  Embed: { page: "toggle.html" },
  "Embed, let in": { page: "toggle.html", isLetIn: true },
};

/**
 * Run in a window, and in its frames where the view's is among those that a browser lists: "story", or the sentence in its
 * place, or "" as long as there is neither. Presses the embed's toggle, as soon as it is one.
 */
const look = `(() => {
  const toggle = document.querySelector("clearstory-toggle")?.shadowRoot;
  if (toggle && !window.isPressed) toggle.querySelector("button").click();
  if (toggle) window.isPressed = true;
  const view = document.querySelector("html > div")?.shadowRoot?.querySelector("iframe")?.contentDocument ?? document;
  if (view.querySelector("main .story p")) return "story";
  const said = [...view.querySelectorAll("main .notice, html > dialog"), toggle?.querySelector("[role=status]")];
  return said.find((place) => place?.textContent)?.textContent ?? "";
})()`;

const SILENT = "says nothing";
/** What the extension's button says while the view opens, before there is a story in it. */
const OPEN = JSON.parse(await readFile(join(dist, "../www/_locales/en/messages.json"), "utf8")).extensionOpen.message;

/** Milliseconds until a cell is taken for silent. */
const patience = 20_000;

/**
 * Compare what is measured in a browser with what docs/browsers.md says of it, and print it. A browser can `show(url)`,
 * `runInClick(script)` in the page, evaluate a script in all `windows(script)`, the page's own first, and `leave()`; where
 * it loads extensions, it can `pressExtension()` and read the `refusal()` at its button.
 */
export async function compare(name, browser) {
  const rows = await measure(browser);
  const table = [["Policy of the page", ...Object.keys(deliveries)], ["---", "---", "---", "---", "---"], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
  console.log(`${name}\n\n${table}\n`);
  assert.ok(!table.includes(SILENT), "a delivery says nothing");
  const kept = await readFile(join(dist, "../docs/browsers.md"), "utf8");
  assert.equal(kept.split(`## ${name}\n\n`)[1]?.split("\n\n")[0]?.trimEnd(), table);
}

async function measure(browser) {
  const headers = Object.values(policies).flatMap(([first, letIn = first], row) => [
    [`${row}`, first],
    [`${row}-let-in`, letIn],
  ]);
  const site = await startSite(Object.fromEntries(headers));
  const folder = await revealed(`${dist}/bookmarklet`);
  const files = await serve(folder, 0);
  const text = await readFile(`${dist}/bookmarklet/bookmarklet.txt`, "utf8");
  const bookmarklet = text.replace("@@FOLDER@@", files.url);
  try {
    const rows = [];
    for (const [row, name] of Object.keys(policies).entries()) {
      const cells = [name];
      for (const [delivery, { page, press, isLetIn }] of Object.entries(deliveries)) {
        if (delivery === "Extension" && !browser.pressExtension) {
          cells.push("cannot load extensions");
          continue;
        }
        site.reports.length = 0;
        await browser.show(site.url(page, isLetIn ? `${row}-let-in` : `${row}`));
        await press?.(browser, bookmarklet);
        cells.push(await outcome(browser, site.reports));
        await browser.leave();
      }
      rows.push(cells);
    }
    return rows;
  } finally {
    await files.close();
    await site.close();
    await rm(folder, { recursive: true });
  }
}

/** A copy of the bookmarklet's folder, whose window lets a test into its view. */
async function revealed(folder) {
  const copy = await mkdtemp(join(tmpdir(), "clearstory-bookmarklet-"));
  await cp(folder, copy, { recursive: true });
  await writeFile(`${copy}/reveal.js`, `(${revealRoots})();`);
  const window = await readFile(`${copy}/window.html`, "utf8");
  await writeFile(`${copy}/window.html`, window.replace("<title>", '<script src="reveal.js"></script><title>'));
  return copy;
}

/** Look until there is something to see, or the owner of the page was told why there is nothing. */
async function outcome(browser, reports) {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const [page, ...others] = await browser.windows(look);
    if (page === "story") return "in place";
    if (others.includes("story")) return "by hand-over";
    if ([page, ...others, await browser.refusal?.()].some(isSentence)) return "explained";
    if (reports.some((report) => report.includes("clearstory.js"))) return "told to the owner";
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return SILENT;
}

/** "Something went wrong" explains nothing. */
function isSentence(text) {
  return typeof text === "string" && text !== OPEN && /\w+ \w+ \w+.*\./.test(text) && !text.includes("went wrong");
}
