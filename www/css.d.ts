// Tell the type checker that an imported style sheet is its text (the bundler's "text" loader).
declare module "*.css" {
  const text: string;
  export default text;
}
