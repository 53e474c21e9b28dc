// Measure how long a reader waits from the click to the painted view, on pages of 1 MB, in Chromium.
// Usage: node benches/paint.mjs [FILE.html...], after `make dist`: on saved pages, or else on those of pages.mjs. Prints medians
// in milliseconds. Readers who want motion see the view fade in from the moment that is measured.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { performance } from "node:perf_hooks";
import { launch, launchWithExtension, openPage } from "../tests/browser/chromium.mjs";
import { startSite } from "../tests/browser/site.mjs";
import { pages } from "./pages.mjs";

/** Runs before those that are counted: by then the browser has compiled what is run often. */
const warmUps = 3;
const runs = 9;

const saved = process.argv.slice(2).map((file) => [basename(file, ".html"), () => readFileSync(file, "utf8")]);
const wanted = saved.length > 0 ? saved : Object.entries(pages);
const site = await startSite();
const browser = await launch();
try {
  for (const [name, read] of wanted) {
    await embed(name, read());
    await extension(name, read());
  }
} finally {
  await browser.close();
  await site.close();
}

/**
 * The embed, step by step: milliseconds that the page's main thread was at work, whatever else the machine does meanwhile.
 * @param {string} name
 * @param {string} html
 */
async function embed(name, html) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await pageWith(context, name, html);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async (work) => {
    const before = await taskTime(devtools);
    await page.evaluate(work);
    return (await taskTime(devtools)) - before;
  };
  await page.evaluate(async () => {
    window.reader = await import("/embed/clearstory.js");
  });
  const steps = await repeat(async () => {
    await page.evaluate(readOn);
    const capture = await busy(() => {
      window.source = window.reader.capture(document);
    });
    const engine = await busy(async () => {
      window.article = await window.reader.extract(window.source);
    });
    const view = await busy(() => window.shownBy(() => window.reader.open(document, { article: window.article })));
    await page.evaluate(leave);
    const all = await busy(() => window.shownBy(() => document.querySelector("clearstory-toggle").press()));
    const waited = await page.evaluate(() => window.waited);
    await page.evaluate(leave);
    return { capture, engine, view, all, waited };
  });
  const { capture, engine, view, all, waited } = medians(steps);
  print(name, "embed", { capture, engine, view, "click to paint": all, "by the clock": waited });
  await context.close();
}

/**
 * The extension, from the press of its button. Its work is shared by two processes, so only the clock can tell.
 * @param {string} name
 * @param {string} html
 */
async function extension(name, html) {
  const { context, press } = await launchWithExtension({ settings: { reducedMotion: "reduce" } });
  const page = await pageWith(context, name, html);
  const steps = await repeat(async () => {
    await page.evaluate(readOn);
    await page.evaluate(() => {
      window.shown = window.opened();
    });
    const pressed = performance.timeOrigin + performance.now();
    await press(page);
    const painted = await page.evaluate(() => window.shown);
    await press(page);
    await page.waitForFunction(() => !document.querySelector("html > div"));
    return { waited: painted - pressed };
  });
  print(name, "extension", { "by the clock": medians(steps).waited });
  await context.close();
}

/** Open a page that is served under the site's address, with what measures in it. */
async function pageWith(context, name, html) {
  const address = site.url(`bench-${name}.html`);
  await context.route(address, (route) => route.fulfill({ contentType: "text/html", body: html }));
  const page = await openPage(context, address);
  await page.evaluate(() => {
    // What is asked for after a frame's callbacks comes when the frame is painted.
    window.painted = () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
          port2.postMessage(0);
        });
      });
    window.opened = () =>
      new Promise((resolve) => {
        // All that the page is told of it: as the view is shown, it takes the focus.
        addEventListener("blur", () => resolve(window.painted()), { once: true });
      });
    // What the view leaves for after the first paint is held back until that is measured.
    const { setTimeout } = window;
    let held;
    window.shownBy = async (press) => {
      held = [];
      window.setTimeout = (run) => void held.push(run);
      const shown = window.opened();
      const pressed = performance.timeOrigin + performance.now();
      press();
      window.waited = (await shown) - pressed;
    };
    window.goOn = () => {
      window.setTimeout = setTimeout;
      for (const run of held) run();
    };
  });
  return page;
}

/** Let the view come to its end, and close it. */
async function leave() {
  window.goOn();
  await new Promise((resolve) => setTimeout(resolve, 200));
  const frame = document.querySelector("html > div").shadowRoot.querySelector("iframe");
  frame.contentWindow.dispatchEvent(new frame.contentWindow.KeyboardEvent("keydown", { key: "Escape" }));
  while (document.querySelector("html > div")) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Rest, in the midst of the page. */
async function readOn() {
  window.scrollTo(0, document.documentElement.scrollHeight / 3);
  await new Promise((resolve) => setTimeout(resolve, 300));
}

async function taskTime(devtools) {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
}

async function repeat(measure) {
  for (let run = 0; run < warmUps; run++) await measure();
  const results = [];
  for (let run = 0; run < runs; run++) results.push(await measure());
  return results;
}

function medians(results) {
  return Object.fromEntries(
    Object.keys(results[0]).map((key) => {
      const values = results.map((result) => result[key]).sort((one, other) => one - other);
      return [key, values[values.length >> 1]];
    }),
  );
}

function print(page, delivery, figures) {
  const words = Object.entries(figures).map(([name, value]) => `${name} ${value.toFixed(1)}`);
  console.log(`${page.padEnd(7)} ${delivery.padEnd(10)} ${words.join(", ")}`);
}
