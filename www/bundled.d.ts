// Tell the type checker what the bundler makes of files that are not code (scripts/bundle.mjs).

/** A style sheet is its text. */
declare module "*.css" {
  const text: string;
  export default text;
}

/** The messages of the bookmarklet's own pages. */
declare module "*/messages.json?install" {
  const messages: Record<string, { message: string }>;
  export default messages;
}

/** All messages of a language, as a module of their own. */
declare module "*/messages.json?all" {
  const messages: Record<string, { message: string }>;
  export default messages;
}
