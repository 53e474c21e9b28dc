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
