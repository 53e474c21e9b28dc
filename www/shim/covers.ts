// Know our own cover of a page: one that still fades away is no part of the page.

export const covers = new WeakSet<Element>();
