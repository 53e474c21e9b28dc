// Be a page that removes the view while it is being opened. Each is run in the page, by when it does so; it counts in
// `window.removals`, and `window.stopRemoving()` ends it.

/** What any page can do: it is told that something was put into its root. */
export const removals = {
  "as soon as it is told of it": () => {
    window.removals = 0;
    const observer = new MutationObserver(() => {
      const host = document.querySelector("html > div");
      if (!host) return;
      host.remove();
      window.removals++;
    });
    observer.observe(document.documentElement, { childList: true });
    window.stopRemoving = () => observer.disconnect();
  },
  "a moment later": () => {
    window.removals = 0;
    const observer = new MutationObserver(([{ addedNodes }]) => {
      if (addedNodes.length === 0) return;
      setTimeout(() => {
        addedNodes[0].remove();
        window.removals++;
      });
    });
    observer.observe(document.documentElement, { childList: true });
    window.stopRemoving = () => observer.disconnect();
  },
};

/** What only a page can do whose own code opens the view. */
export const removalsByOwner = {
  "as its frame loads": () => {
    window.removals = 0;
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      const root = Reflect.apply(attachShadow, this, [init]);
      const loaded = () => {
        this.remove();
        window.removals++;
      };
      root.addEventListener("load", loaded, true);
      return root;
    };
    window.stopRemoving = () => {
      Element.prototype.attachShadow = attachShadow;
    };
  },
  "as its frame loads for the second time": () => {
    window.removals = 0;
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      const root = Reflect.apply(attachShadow, this, [init]);
      let loads = 0;
      const loaded = () => {
        if (++loads < 2) return;
        this.remove();
        window.removals++;
      };
      root.addEventListener("load", loaded, true);
      return root;
    };
    window.stopRemoving = () => {
      Element.prototype.attachShadow = attachShadow;
    };
  },
};
