// Ask the page itself what the view in an extension has painted; the same in every browser.

/** Wait until code is coloured; then the words of one kind. */
export async function colouredCode(tab, kind) {
  await tab.waitForFunction(
    (name) => document.querySelector("html > dialog > iframe")?.contentWindow?.CSS.highlights.has(name),
    `clearstory-code-${kind}`,
  );
  return tab.evaluate(
    (name) => [...document.querySelector("html > dialog > iframe").contentWindow.CSS.highlights.get(name)].map(String),
    `clearstory-code-${kind}`,
  );
}
