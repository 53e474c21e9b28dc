// Read documents and forms past the names that a page gives to what is in them. Both put these before the members of their
// own interface: on a page with a picture called `body`, `document.body` is the picture.

const overridden: ReadonlySet<unknown> = new Set(["HTMLDocument", "XMLDocument", "HTMLFormElement"]);

/**
 * `node` with the members of its interface, to be read and called; what the browser is to be given is the node itself.
 * Elements of the page take part in this where they may be forms.
 */
export function plain<Kind extends Node>(node: Kind): Kind {
  // Told by a symbol, which no name can stand for.
  return overridden.has((node as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag])
    ? new Proxy(node, byInterface as ProxyHandler<Kind>)
    : node;
}

const byInterface: ProxyHandler<Node> = {
  get(node, name) {
    const member: unknown = Reflect.get(Object.getPrototypeOf(node), name, node);
    return typeof member === "function" ? member.bind(node) : member;
  },
  set: (node, name, value) => Reflect.set(Object.getPrototypeOf(node), name, value, node),
};
