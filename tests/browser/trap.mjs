// Make an engine that fails as Rust fails, to be run in the world that will load it.

/** The first instance traps whenever it is asked for a story; instances made later are whole. */
export function trapFirstInstance() {
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (module, imports) => {
    const instance = await instantiate(module, imports);
    const extract = () => {
      throw new WebAssembly.RuntimeError("unreachable");
    };
    return Object.create(WebAssembly.Instance.prototype, { exports: { value: { ...instance.exports, extract } } });
  };
}

/** No instance comes to an end with a page of more than 100,000 bytes; shorter ones are read. */
export function stallOnLongPages() {
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (module, imports) => {
    const { exports } = await instantiate(module, imports);
    const extract = (start, length, options) => {
      while (length > 100_000);
      return exports.extract(start, length, options);
    };
    return Object.create(WebAssembly.Instance.prototype, { exports: { value: { ...exports, extract } } });
  };
}
