// Be a page that removes the view while it is being opened. Each is run in the page, by when it does so; it counts in
// `window.removals`, and `window.stopRemoving()` ends it.

export const removals = {
  "as soon as it is told of it": () => {
    window.removals = 0;
    const observer = new MutationObserver(() => {
      const dialog = document.querySelector("html > dialog");
      if (!dialog) return;
      dialog.remove();
      window.removals++;
    });
    observer.observe(document.documentElement, { childList: true });
    window.stopRemoving = () => observer.disconnect();
  },
  "as its frame loads": () => {
    window.removals = 0;
    const loaded = ({ target }) => {
      if (!target.matches?.("html > dialog > iframe")) return;
      target.parentNode.remove();
      window.removals++;
    };
    document.addEventListener("load", loaded, true);
    window.stopRemoving = () => document.removeEventListener("load", loaded, true);
  },
  "as its frame loads for the second time": () => {
    window.removals = 0;
    let loads = 0;
    const loaded = ({ target }) => {
      if (!target.matches?.("html > dialog > iframe") || ++loads < 2) return;
      target.parentNode.remove();
      window.removals++;
    };
    document.addEventListener("load", loaded, true);
    window.stopRemoving = () => document.removeEventListener("load", loaded, true);
  },
};
