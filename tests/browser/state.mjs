// Read everything about a page that the view promises to give back.
import assert from "node:assert/strict";

/** Put the page into a state worth keeping: scrolled, text selected, a field focused, sound playing. */
export async function disturb(page) {
  await page.evaluate(async () => {
    const ours = new CSSStyleSheet();
    ours.replaceSync("body { letter-spacing: 0.01em }");
    document.adoptedStyleSheets = [ours];
    window.pageSheet = ours;
    document.body.style.color = "rgb(10, 10, 10)";
    const input = document.querySelector("#search");
    input.focus({ preventScroll: true });
    input.setSelectionRange(1, 4);
    const text = document.querySelector("#first").firstChild;
    getSelection().setBaseAndExtent(text, 20, text, 60);
    window.scrollTo(0, 345);
    await document.querySelector("#player").play();
  });
}

export function read(page) {
  return page.evaluate(() => {
    const input = document.querySelector("#search");
    const selection = getSelection();
    return {
      html: document.documentElement.outerHTML,
      scroll: [scrollX, scrollY],
      focus: document.activeElement.id,
      field: [input.value, input.selectionStart, input.selectionEnd],
      selection: [selection.toString(), selection.anchorOffset, selection.focusOffset],
      isPlaying: !document.querySelector("#player").paused,
      sheets: document.adoptedStyleSheets.map((sheet) => sheet === window.pageSheet),
      history: history.length,
      address: location.href,
      overflow: getComputedStyle(document.documentElement).overflow,
      width: document.documentElement.clientWidth,
    };
  });
}

/** What must be so while the view is open. */
export async function isHeld(page) {
  const { isPlaying, overflow } = await read(page);
  assert.equal(isPlaying, false, "sound is paused");
  assert.equal(overflow, "hidden", "the page does not scroll");
}

/** Media start again a moment after `play()`. */
export async function isAsBefore(page, before, message) {
  await page.waitForFunction((isPlaying) => !document.querySelector("#player").paused === isPlaying, before.isPlaying);
  assert.deepEqual(await read(page), before, message);
}
