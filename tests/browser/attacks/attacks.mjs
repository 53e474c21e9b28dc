// Drive the sinks with the attacks, and tell what came of it, the same in Chromium and in Firefox.
import assert from "node:assert/strict";
import { parts } from "./pages.mjs";

/** Pages a load. */
const batch = 60;
/** Of these no request may go anywhere, whatever a page names. */
const unwanted = /tracker\.example/;

/** To be run in every frame of a page before anything else: whatever a payload calls is counted in the topmost one. */
export function watchCalls() {
  for (const name of ["alert", "confirm", "prompt", "print"]) {
    globalThis[name] = () => {
      top.calls = (top.calls ?? 0) + 1;
    };
  }
}

/**
 * Try the pages in every sink.
 * @param tab has `go(url)`, `evaluate(work, ...values)`, `requests` and `dialogs`
 */
export async function tryAll(tab, site, pages) {
  const wrong = [];
  let tried = 0;
  for (const some of parts(pages, batch)) {
    const outcome = await attempt(tab, site, "tryAll", some);
    tried += outcome.result.tried;
    wrong.push(...outcome.result.wrong, ...faults(outcome, some));
  }
  assert.deepEqual(wrong, [], `${wrong.length} faults:\n${wrong.join("\n")}`);
  return tried;
}

/** Read the HTML of these pages' stories again. */
export async function tryParsing(tab, site, pages) {
  const { result } = await attempt(tab, site, "tryParsing", pages);
  assert.deepEqual(result.wrong, []);
  return result.tried;
}

/** What went wrong around the sinks. */
function faults({ result, calls, dialogs, reports, requests }, pages) {
  const among = `among ${pages[0].name} to ${pages.at(-1).name}`;
  const named = new Set(result.named.map(bare));
  const isKnown = (url) => named.has(bare(url)) && !unwanted.test(url);
  return [
    ...(calls > 0 ? [`${calls} calls ${among}`] : []),
    ...dialogs.map((text) => `a dialog "${text}" ${among}`),
    ...reports.map((report) => `${report["violated-directive"]} ${report["blocked-uri"]} ${among}`),
    ...requests.filter((url) => !isKnown(url)).map((url) => `a request for ${url} ${among}`),
  ];
}

/** An address as it is asked for, however it is written. */
function bare(url) {
  try {
    return decodeURIComponent(url.split("#")[0]);
  } catch {
    return url.split("#")[0];
  }
}

/** The same insertions of the pages themselves: how many calls, reports and foreign requests there are. */
export async function tryRaw(tab, site, pages) {
  const { calls, reports, requests } = await attempt(tab, site, "tryRaw", pages);
  return { calls, reports: reports.length, requests: requests.length };
}

let barriers = 0;

async function attempt(tab, site, sink, pages) {
  tab.requests.length = 0;
  tab.dialogs.length = 0;
  await tab.go(`${site.origin}/reported`);
  site.reports.length = 0;
  const result = await tab.evaluate(
    async (sink, pages) => (await import("/attacks/sinks.mjs"))[sink](pages),
    sink,
    pages.map(({ name, html, url }) => ({ name, html, url })),
  );
  const calls = await tab.evaluate(() => window.calls ?? 0);
  await barrier(tab, site);
  return {
    result,
    calls,
    dialogs: [...tab.dialogs],
    reports: site.reports.filter((report) => !report["blocked-uri"].includes("/barrier-")),
    requests: tab.requests.map((request) => request.url()).filter((url) => !isOurs(url, site.origin)),
  };
}

/** Do what the policy reports, and wait for the report: those of before have come then. */
export async function barrier(tab, site) {
  const name = `/barrier-${++barriers}`;
  const reported = site.reported(name);
  await tab.evaluate((name) => {
    const object = document.createElement("object");
    object.data = name;
    document.documentElement.append(object);
    object.getBoundingClientRect();
  }, name);
  await reported;
  await tab.evaluate(() => document.querySelector("html > object").remove());
}

function isOurs(url, origin) {
  return url.startsWith(`${origin}/`) || /^(?:data|blob|about):/.test(url);
}
