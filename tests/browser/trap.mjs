// Make an engine that fails as Rust fails, and see it replaced; to be run in the world that will load it.

/** Count in `globalThis.replaced` how often a new instance takes the place of another. */
export function countReplaced() {
  globalThis.replaced = 0;
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(target, values) {
      globalThis.replaced++;
      return Reflect.construct(target, values);
    },
  });
}

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

/** An engine that is compiled from now on gets 1 MiB more memory than it begins with, and then none. */
export function limitMemory() {
  const { compile } = WebAssembly;
  WebAssembly.compile = async (file) => compile(limited(new Uint8Array(file)));
  WebAssembly.compileStreaming = async (response) => WebAssembly.compile(await (await response).arrayBuffer());

  /** Say in the file how much at most. It is a head of 8 bytes, and then parts: a kind, a length, and what is in it. */
  function limited(file) {
    let at = 8;
    for (;;) {
      const start = at;
      const kind = file[at++];
      const length = readNumber();
      if (kind !== 5) {
        at += length;
        continue;
      }
      // One memory, for which nothing is said but its least, in pages of 64 KiB.
      at += 2;
      const least = readNumber();
      const memory = [1, 1, ...numberOf(least), ...numberOf(least + 16)];
      return new Uint8Array([...file.subarray(0, start), kind, memory.length, ...memory, ...file.subarray(at)]);
    }

    /** Seven bits a byte, the last ones first; the eighth says that there are more. */
    function readNumber() {
      let value = 0;
      for (let place = 0; ; place += 7) {
        value |= (file[at] & 127) << place;
        if (file[at++] < 128) return value;
      }
    }
  }

  function numberOf(value) {
    return value < 128 ? [value] : [(value & 127) | 128, ...numberOf(value >> 7)];
  }
}
