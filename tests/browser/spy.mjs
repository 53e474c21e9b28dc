// Let a script of the page look for the view over it: by all that leads from one object to another, and by all that
// answers a question. `listen`, `look` and `standIn` are run in the page.
import assert from "node:assert/strict";

const note = "Nobody else shall know.";
/** What the view says where the page does not. */
export const onlyShown = "min read";

/**
 * Open the view over a page that spies, mark words in it with a note, and see that the spy has found nothing.
 * @param tab `evaluate(work, ...values)` in the page, `inView(work)`, and `type(text)` as a person does
 * @param view `open()`, `mark()` for what is selected, and `close()`
 * @param more words than those of the note that must not be found
 */
export async function assertHidden(tab, view, more = []) {
  const secrets = [note, ...more];
  await tab.evaluate(listen, secrets);
  await view.open();
  await tab.inView(() => {
    const words = document.querySelector(".story p").firstChild;
    document.getSelection().setBaseAndExtent(words, 10, words, 40);
  });
  await view.mark();
  await tab.type(note);
  assert.ok(await tab.inView(() => document.querySelector("textarea").value === "Nobody else shall know."));
  assert.ok(await tab.inView(() => document.body.innerText.includes("min read")));
  assert.deepEqual(await tab.evaluate(look), []);
  await view.close();
  assert.deepEqual(await tab.evaluate(look), [], "after it is closed");
  // What was to be found would have been.
  await tab.evaluate(standIn, note);
  const found = await tab.evaluate(look);
  for (const way of ["window.0", "window.length", "an iframe", "a call of contentDocument.result"]) {
    assert.ok(found.includes(way), `${way} is not among ${found.join("\n")}`);
  }
}

/** Begin to listen, before the view is opened. `secrets` are words that only the reader has written. */
function listen(secrets) {
  const caught = [];
  const spy = { caught, events: [], entries: [], secrets };
  Object.defineProperty(window, "spy", { value: spy, configurable: true });

  const names = new Set();
  for (const owner of [window, Document.prototype, Element.prototype, HTMLElement.prototype]) {
    for (const name in owner) if (name.startsWith("on")) names.add(name.slice(2));
  }
  for (const more of ["focusin", "focusout", "DOMContentLoaded", "webkitfullscreenchange"]) names.add(more);
  const hear = (event) => {
    // A path is empty once its event is over.
    if (spy.events.length < 500) spy.events.push({ event, path: event.composedPath(), now: window.event });
  };
  for (const name of names) {
    for (const target of [window, document]) target.addEventListener(name, hear, true);
  }

  const changes = new MutationObserver((records) => spy.entries.push(...records));
  changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const timings = new PerformanceObserver((list) => spy.entries.push(...list.getEntries()));
  for (const type of PerformanceObserver.supportedEntryTypes) {
    const longer = type === "event" ? { durationThreshold: 16 } : {};
    timings.observe({ type, buffered: true, ...longer });
  }

  // Whoever runs in this world and builds a view calls these.
  const tap = (owner, name) => {
    const described = Object.getOwnPropertyDescriptor(owner, name);
    const tapped = { ...described };
    for (const kind of ["value", "get", "set"]) {
      const original = described[kind];
      if (typeof original !== "function") continue;
      tapped[kind] = function (...values) {
        const result = Reflect.apply(original, this, values);
        if (!spy.isLooking) caught.push({ name, of: this, values, result });
        return result;
      };
    }
    Object.defineProperty(owner, name, tapped);
  };
  tap(Element.prototype, "attachShadow");
  tap(Document.prototype, "createElement");
  tap(Element.prototype, "append");
  tap(Node.prototype, "appendChild");
  tap(HTMLIFrameElement.prototype, "contentWindow");
  tap(HTMLIFrameElement.prototype, "contentDocument");
  tap(HTMLDialogElement.prototype, "showModal");
  tap(EventTarget.prototype, "addEventListener");
  tap(Object, "defineProperty");
  caught.length = 0;
}

/** Look everywhere, under the view: the ways by which something of it was reached; none is as it should be. */
function look() {
  const { spy } = window;
  spy.isLooking = true;
  const ways = new Set();
  const isSecret = (text) => spy.secrets.some((secret) => String(text).includes(secret));
  const nodeType = Object.getOwnPropertyDescriptor(Node.prototype, "nodeType").get;
  const isNode = (value) => {
    try {
      return Reflect.apply(nodeType, value, []) > 0;
    } catch {
      return false;
    }
  };
  /** What no script of the page should hold: another window, another document, or anything in such or in a closed root. */
  const isForeign = (value) => {
    if (!isNode(value)) return value.window === value && value !== window;
    const root = value.getRootNode();
    return (value.ownerDocument ?? value) !== document || (root instanceof ShadowRoot && root.mode === "closed");
  };
  const judge = (value, way) => {
    if (typeof value === "string") {
      if (isSecret(value)) ways.add(way);
      return;
    }
    try {
      if (Object(value) === value && isForeign(value)) ways.add(way);
    } catch {
      // A prototype has the names of its kind, and no values.
    }
  };

  // Whatever can be reached by properties alone.
  const seen = new Set([spy, ways]);
  const queue = [];
  const visit = (value, way) => {
    judge(value, way);
    if (Object(value) !== value || seen.has(value)) return;
    seen.add(value);
    queue.push([value, way]);
  };
  visit(window, "window");
  for (const { event, path, now } of spy.events) {
    for (const [index, target] of path.entries()) visit(target, `${event.type}.composedPath()[${index}]`);
    visit(event, event.type);
    visit(now, `window.event of ${event.type}`);
  }
  for (const entry of spy.entries) visit(entry, entry.entryType ?? entry.type);
  for (const entry of performance.getEntries()) visit(entry, entry.entryType);
  for (const entry of spy.caught) visit(entry, `a call of ${entry.name}`);
  for (const animation of document.getAnimations()) visit(animation, "document.getAnimations()");
  for (let at = 0; at < queue.length && at < 100_000; at++) {
    const [value, way] = queue[at];
    for (let owner = value; owner; owner = Object.getPrototypeOf(owner)) {
      for (const key of Reflect.ownKeys(owner)) {
        if (key === "spy" || typeof key === "symbol") continue;
        const described = Object.getOwnPropertyDescriptor(owner, key);
        // What moves or loads something when it is asked for.
        if (!described || /^(?:localStorage|sessionStorage|indexedDB|caches|ready|finished)$/.test(key)) continue;
        try {
          visit(described.get ? Reflect.apply(described.get, value, []) : described.value, `${way}.${key}`);
        } catch {
          // Not for this kind of object.
        }
      }
    }
  }
  spy.visited = seen.size;

  // Whatever can be asked.
  const ask = (way, question) => {
    let answer;
    try {
      answer = question();
    } catch {
      return;
    }
    for (const [index, part] of [answer, ...(Array.isArray(answer) ? answer : [])].entries()) {
      visit(part, index === 0 ? way : `${way}[${index - 1}]`);
    }
  };
  ask("window.length", () => (window.length > 0 ? (window.frames[0] ?? "") : null));
  for (let index = 0; index < 5; index++) ask(`frames[${index}]`, () => frames[index]);
  for (const [x, y] of [
    [0.1, 0.1],
    [0.5, 0.1],
    [0.5, 0.5],
    [0.9, 0.9],
  ].map(([x, y]) => [innerWidth * x, innerHeight * y])) {
    ask("elementsFromPoint", () => document.elementsFromPoint(x, y));
    ask("elementFromPoint", () => document.elementFromPoint(x, y));
    ask("caretPositionFromPoint", () => document.caretPositionFromPoint(x, y).offsetNode);
    ask("caretRangeFromPoint", () => document.caretRangeFromPoint(x, y).startContainer);
  }
  ask("activeElement", () => document.activeElement);
  ask("getSelection().toString()", () => getSelection().toString());
  ask("getComposedRanges()", () =>
    getSelection()
      .getComposedRanges()
      .map(({ startContainer }) => startContainer),
  );
  ask("innerText", () => document.documentElement.innerText);
  ask("innerHTML", () => document.documentElement.innerHTML);
  ask("XMLSerializer", () => new XMLSerializer().serializeToString(document));
  ask("getHTML()", () => document.documentElement.getHTML({ serializableShadowRoots: true }));
  for (const secret of spy.secrets) {
    ask("find() in frames", () => (window.find(secret, false, false, true, false, true, false) ? secret : ""));
    ask("find()", () => (window.find(secret) ? secret : ""));
  }
  ask("document.getAnimations()", () => document.getAnimations().map(({ effect }) => effect.target));
  ask("CSS.highlights", () => [...CSS.highlights.values()].flatMap((highlight) => [...highlight]).map(String));
  for (const element of document.querySelectorAll("*")) {
    ask("querySelectorAll", () => element);
    ask("shadowRoot", () => element.shadowRoot);
    ask("openOrClosedShadowRoot", () => element.openOrClosedShadowRoot);
    ask("attachInternals()", () => element.attachInternals().shadowRoot);
    ask("getAnimations()", () => element.getAnimations({ subtree: true }).map(({ effect }) => effect.target));
    if (element.localName !== "iframe") continue;
    ask("an iframe", () => element.contentWindow);
  }
  ask("stored", () => [
    ...Object.values({ ...localStorage }),
    ...Object.values({ ...sessionStorage }),
    document.cookie,
  ]);
  spy.isLooking = false;
  return [...ways];
}

/** A view that is not hidden. */
function standIn(note) {
  const dialog = document.createElement("dialog");
  const frame = document.createElement("iframe");
  dialog.append(frame);
  document.documentElement.append(dialog);
  dialog.showModal();
  frame.contentDocument.body.append(note);
  frame.contentWindow.focus();
}
