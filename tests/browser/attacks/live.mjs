// Open the view by a delivery's own button over live pages that are full of attacks, and tell what gets into it.
import { parts } from "./pages.mjs";
import { settled } from "./settled.mjs";

/** Attacks on a page. To open the view takes longer than all of them do; of many more, no engine would say that they are a story. */
const batch = 60;

/** Milliseconds until words are taken to be missing. */
const patience = 30_000;

/** For these no view may ask, whatever a page names. */
const unwanted = /tracker\.example/;

/** What leads the page itself to another site, before a view could be opened over it. */
const leads = /http-equiv=["']?refresh["']?\s+content=["']?0;\s*url=https?:/i;

/** More is for the engine alone: the browser takes seconds to lay out what is nested as deep. */
const longest = 20_000;

/** What takes into itself, or away, whatever stands behind it on its page, or in the markup that is made of it again. */
const swallows = /<plaintext|<!--|<!\[CDATA\[|<noscript><style/i;

/** To be run in every frame before anything else: what is called there, and what a policy has against it, is kept there. */
export function watchFrame() {
  const seen = [];
  globalThis.seenHere = seen;
  for (const name of ["alert", "confirm", "prompt", "print"]) globalThis[name] = () => seen.push(`${name}()`);
  const listen = () =>
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      seen.push(`${violatedDirective} ${blockedURI}`);
    });
  listen();
  // A view's document is opened anew, which takes all listeners of before away.
  const { open } = Document.prototype;
  Document.prototype.open = function (...given) {
    const opened = open.apply(this, given);
    listen();
    return opened;
  };
}

/**
 * Open the view over pages with the bodies of these in their stories, many in each.
 * @param delivery has `judge(html)`; `newTab()`, with one of the site's pages in it; and `open(tab)`, which gives the tab
 *   that the view is in
 * @param options `step`: only every so many of the pages; `spoil`, for a control: run in each view, with the attacks
 * @returns how many were `tried`, how often the page itself was found `attacked`, and what is `wrong` in the view
 */
export async function tryBodies(delivery, site, pages, { step = 1, spoil } = {}) {
  const bodies = pages.flatMap(({ body }) => body || []).filter((body) => body.length < longest && !leads.test(body));
  const alone = bodies.filter((body) => swallows.test(body));
  const others = bodies.filter((body) => !swallows.test(body));
  const outcome = { tried: 0, attacked: 0, wrong: [] };
  site.show();
  const crowds = [...parts(others, batch), ...parts(alone, 1)];
  for (const some of crowds.filter((_, at) => at % step === 0)) {
    const page = await delivery.newTab();
    await page.evaluate(fill, some);
    const words = some.map((_, at) => `Stone ${at} of the mill stands as ever`);
    const where = `among ${some[0]} to ${some.at(-1)}`;
    await tryView(delivery, site, page, outcome, { where, words, spoil: spoil && ((tab) => tab.inView(spoil, some)) });
    outcome.tried += some.length;
  }
  return outcome;
}

/**
 * Open the view over each of these as a page of its own.
 * @param words of every page's story
 * @param options `unmet(page, html)`: what else is wrong with the HTML of a page's view; `spoil`, for a control: run in
 *   each view, with the page
 */
export async function tryPages(delivery, site, pages, words, { unmet, spoil } = {}) {
  const outcome = { tried: 0, attacked: 0, wrong: [] };
  for (const page of pages.filter(({ html }) => !leads.test(html))) {
    site.show(page.html);
    await tryView(delivery, site, await delivery.newTab(), outcome, {
      where: page.name,
      words,
      unmet: unmet && ((html) => unmet(page, html)),
      spoil: spoil && ((tab) => tab.inView(spoil, page.html)),
    });
    outcome.tried++;
  }
  return outcome;
}

async function tryView(delivery, site, page, outcome, { where, words, unmet = () => [], spoil }) {
  const named = new Set(await page.evaluate(namedInPage));
  const isNamed = (url) => (named.has(url) || url.startsWith(site.origin)) && !unwanted.test(url);
  page.requests.length = 0;
  page.dialogs.length = 0;
  const tab = await delivery.open(page);
  const missing = await stillMissing(tab, words);
  await spoil?.(tab);
  await tab.inView(settled);
  const { html, seen } = await tab.inView(lookAround);
  const judged = await delivery.judge(html);
  outcome.attacked += await page.evaluate(() => seenHere.length);
  for (const one of new Set([tab, page])) await one.close();
  const asked = tab.viewRequests().map((url) => url.split("#")[0]);
  const faults = [
    ...missing.map((word) => `not in the view: ${word}`),
    ...(judged ? [`DOMPurify takes out of the view: ${judged}`] : []),
    ...unmet(html).map((fault) => `the view ${fault}`),
    ...seen.map((one) => `in the view: ${one}`),
    ...asked.filter((url) => !isNamed(url)).map((url) => `a request for ${url}`),
    ...tab.dialogs.map((text) => `the browser says: ${text}`),
  ];
  outcome.wrong.push(...faults.map((fault) => `${where}\n    ${fault}`));
}

/** Wait until all these words are in the view's story; of those that do not come, say which. */
async function stillMissing(tab, words) {
  const end = Date.now() + patience;
  for (;;) {
    // A frame that is just being loaded, or exchanged, answers nothing.
    const text = await tab.inView(() => document.querySelector("article")?.textContent ?? "").catch(() => "");
    const missing = words.filter((word) => !text.includes(word));
    if (missing.length === 0 || Date.now() > end) return missing;
    await new Promise((again) => setTimeout(again, 20));
  }
}

/** In the page: a story with one of these behind each of its paragraphs. */
function fill(bodies) {
  // Some of them take the place of what the document has.
  const body = document.body;
  const make = document.createElement.bind(document);
  const article = make("article");
  article.append(Object.assign(make("h1"), { textContent: "The river at the mill" }));
  for (const [at, attack] of bodies.entries()) {
    const textContent = `Stone ${at} of the mill stands as ever, though the water has been over it twice this year, and nobody in
      the village can say why it does. The miller says that it is too heavy for a river, and the river, which has moved
      heavier things and in a single night, says nothing, but comes back every autumn to try.`;
    article.append(Object.assign(make("p"), { textContent }));
    article.append(Object.assign(make("div"), { innerHTML: attack }));
  }
  body.append(article);
}

/** In the page: whatever in it may be read as an address. */
function namedInPage() {
  // Past the names of its elements.
  const elements = Document.prototype.querySelectorAll.call(document, "*");
  const { get } = Object.getOwnPropertyDescriptor(Node.prototype, "baseURI");
  const base = get.call(document);
  const attributes = (element) => {
    const names = Element.prototype.getAttributeNames.call(element);
    return names.map((name) => Element.prototype.getAttribute.call(element, name));
  };
  const values = [...elements].flatMap(attributes);
  const parts = values.flatMap((value) => [value, ...value.split(/,?\s+|,/), ...value.split(/\s+/)]);
  return parts.filter((part) => URL.canParse(part, base)).map((part) => new URL(part, base).href.split("#")[0]);
}

/** In the view: its story, and what was called and reported. */
function lookAround() {
  // Chromium's extension opens the document anew from a world of its own, of which watchFrame learns nothing.
  const observer = globalThis.ReportingObserver && new ReportingObserver(() => {}, { buffered: true });
  observer?.observe();
  const reports = (observer?.takeRecords() ?? []).filter(({ type }) => type === "csp-violation");
  return {
    html: document.querySelector("article")?.outerHTML ?? "",
    seen: [...seenHere, ...reports.map(({ body }) => `${body.effectiveDirective} ${body.blockedURL}`)],
  };
}

/** For the control, in the view: the attacks as they are, and time for the first of them to act. */
export async function spoilt(bodies) {
  const story = document.querySelector("article");
  story.append(document.createElement("object"));
  try {
    story.insertAdjacentHTML("beforeend", bodies.join(""));
  } catch {
    // Where no text becomes markup, a report says so; what it would do there is done by hand.
    alert();
    story.append(Object.assign(document.createElement("img"), { src: "https://tracker.example/p.gif" }));
    return;
  }
  const end = performance.now() + 10_000;
  while (!seenHere.includes("alert()") && performance.now() < end) {
    await new Promise((again) => setTimeout(again, 20));
  }
}

/** For the control, in the view: the page as it is, in the story's place. */
export function replaced(html) {
  document.querySelector("article").innerHTML = html;
}
