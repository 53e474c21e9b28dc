// Do things on a page in a random order, opening and closing the view in between: whenever it is closed, the page must be
// what it is when the same things are done without it.
import assert from "node:assert/strict";

/** A small generator of numbers from 0 to 1 (mulberry32): the same ones for the same seed. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a page does by itself, at any time. */
const own = {
  mutate: (part) => {
    if (part < 0.5) window.add();
    else document.querySelector("article").lastElementChild.remove();
    document.body.dataset.state = part;
  },
  sheet: (part) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`p { letter-spacing: ${part / 100}em }`);
    document.adoptedStyleSheets = part < 0.3 ? [] : [...document.adoptedStyleSheets, sheet];
  },
  play: () => document.querySelector("#player").play(),
  fill: (part) => {
    document.querySelector("#notes").value = `High water ${part}`;
    document.querySelector("#agree").checked = part < 0.5;
    document.querySelector("#port").selectedIndex = Math.floor(part * 3);
    document.querySelector("#more").open = part < 0.5;
  },
};

/** What somebody does on a page who sees it. */
const seen = {
  scroll: (part) => scrollTo({ top: part * document.documentElement.scrollHeight, behavior: "instant" }),
  scrollBox: (part) => document.querySelector("#box").scrollTo({ top: part * 400, behavior: "instant" }),
  focus: (part) => {
    const fields = [...document.querySelectorAll("#name, #notes, #port, #editable, #field"), document.body];
    document.activeElement.blur();
    fields[Math.floor(part * fields.length)].focus({ preventScroll: true });
  },
  type: (part) => {
    const field = document.querySelector("#name");
    field.focus({ preventScroll: true });
    field.setSelectionRange(part < 0.5 ? 0 : 1, 2, "backward");
    document.execCommand("insertText", false, `x${part}`);
  },
  select: (part) => {
    const words = document.querySelector("#first").firstChild;
    getSelection().setBaseAndExtent(words, part * 90, words, part < 0.5 ? 0 : 100);
  },
  // A player that the view has stopped already cannot be seen to be stopped by the page.
  pause: () => document.querySelector("#player").pause(),
  modal: () => {
    const modal = document.querySelector("#modal");
    if (modal.open) modal.close();
    else modal.showModal();
  },
};

/** What can befall the view. */
const ends = ["press", "escape", "removal"];

/** A list of steps, `{ act, part }`, in which the view is opened now and then and always closed at the end. */
export function steps(seed, length = 16) {
  const next = random(seed);
  const one = (list) => list[Math.floor(next() * list.length)];
  const list = [];
  let isOpen = false;
  for (let at = 0; at < length; at++) {
    if (next() < 0.35) {
      list.push({ act: isOpen ? "close" : "open", how: one(ends) });
      isOpen = !isOpen;
    } else {
      list.push({ act: one(Object.keys(isOpen ? own : { ...own, ...seen })), part: next() });
    }
  }
  if (isOpen) list.push({ act: "close", how: one(ends) });
  return list;
}

/**
 * Do the steps, with the view where there is one, and read the page after each that leaves it uncovered.
 * @param tab has `evaluate(work, ...values)`
 * @param view `open()` and `close(how)`, or nothing, for the page alone
 */
export async function states(tab, list, view) {
  const found = [];
  let isOpen = false;
  for (const { act, part, how } of list) {
    if (act === "open") {
      await view?.open();
      isOpen = true;
    } else if (act === "close") {
      await view?.close(how);
      isOpen = false;
    } else {
      await tab.evaluate({ ...own, ...seen }[act], part);
      await tab.evaluate(twoFrames);
    }
    if (!isOpen) found.push({ act, state: await tab.evaluate(read) });
  }
  return found;
}

/** Scrolling and focus are told to a page with its next frames. */
export const twoFrames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

/** Run in the page: everything that is to be as it was. */
export function read() {
  const deepest = () => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element.id || element.localName;
  };
  const selection = getSelection();
  const name = document.querySelector("#name");
  return {
    html: document.documentElement.outerHTML,
    scroll: [scrollX, scrollY, document.querySelector("#box").scrollTop],
    focus: deepest(),
    field: [name.value, name.selectionStart, name.selectionEnd, name.selectionDirection],
    fields: ["#notes", "#port"].map((id) => document.querySelector(id).value),
    isChecked: document.querySelector("#agree").checked,
    selection: [selection.toString(), selection.anchorOffset, selection.focusOffset],
    isPlaying: !document.querySelector("#player").paused,
    isModal: document.querySelector("#modal").matches(":modal"),
    sheets: document.adoptedStyleSheets.map((sheet) => sheet.cssRules[0].cssText),
    history: history.length,
    width: document.documentElement.clientWidth,
    overflow: getComputedStyle(document.documentElement).overflow,
  };
}

/** Compare, naming the seed and the steps. */
export function assertSame(seed, list, alone, withView) {
  const told = list.map(({ act, part, how }) => `${act} ${how ?? part}`).join("\n");
  assert.equal(withView.length, alone.length);
  for (const [at, { act, state }] of withView.entries()) {
    assert.deepEqual(state, alone[at].state, `seed ${seed}, state ${at}, after ${act}, of the steps\n${told}`);
  }
}
