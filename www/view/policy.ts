// List what the view may build: elements, their attributes and the values these may have. Data only in the lists;
// whatever is not listed is not built, whoever sent it. tests/wasm/policy.test.mjs holds them equal to the engine's.

export const anywhere: readonly Attribute[] = ["title", "lang", "dir", "id"];

export const elements: Record<string, readonly Attribute[]> = {
  a: ["href", "role"],
  abbr: [],
  aside: ["role"],
  audio: ["src", "controls"],
  b: [],
  bdi: [],
  bdo: [],
  blockquote: ["cite"],
  br: [],
  caption: [],
  cite: [],
  code: ["data-language"],
  dd: ["role"],
  del: ["datetime"],
  details: ["open"],
  dfn: [],
  dl: [],
  dt: [],
  em: [],
  figcaption: [],
  figure: [],
  h2: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  hr: [],
  i: [],
  img: ["src", "srcset", "sizes", "alt", "width", "height"],
  ins: ["datetime"],
  kbd: [],
  li: ["value", "role"],
  mark: [],
  ol: ["start", "reversed", "type"],
  p: [],
  pre: [],
  q: ["cite"],
  rp: [],
  rt: [],
  ruby: [],
  s: [],
  samp: [],
  small: [],
  source: ["src", "type"],
  span: [],
  strong: [],
  sub: [],
  summary: [],
  sup: [],
  table: [],
  tbody: [],
  td: ["colspan", "rowspan", "scope"],
  tfoot: [],
  th: ["colspan", "rowspan", "scope"],
  thead: [],
  time: ["datetime"],
  tr: [],
  track: ["src", "kind", "srclang", "label"],
  u: [],
  ul: [],
  var: [],
  video: ["src", "poster", "width", "height", "controls"],
  wbr: [],
};

/** Attributes that any element of a formula may have. */
export const anywhereInMath: readonly Attribute[] = ["displaystyle", "scriptlevel"];

/** The elements of a formula. `math` stands among the elements above; the others stand in it, and nothing else does. */
export const mathElements: Record<string, readonly Attribute[]> = {
  math: ["display", "alttext"],
  menclose: ["notation"],
  merror: [],
  mfrac: ["linethickness"],
  mi: ["mathvariant"],
  mmultiscripts: [],
  mn: ["mathvariant"],
  mo: [
    "mathvariant",
    "form",
    "fence",
    "separator",
    "stretchy",
    "symmetric",
    "largeop",
    "movablelimits",
    "lspace",
    "rspace",
    "minsize",
    "maxsize",
  ],
  mover: ["accent"],
  mpadded: ["width", "height", "depth", "lspace", "voffset"],
  mphantom: [],
  mprescripts: [],
  mroot: [],
  mrow: [],
  ms: [],
  mspace: ["width", "height", "depth"],
  msqrt: [],
  mstyle: [],
  msub: [],
  msubsup: [],
  msup: [],
  mtable: [],
  mtd: ["columnspan", "rowspan", "columnalign"],
  mtext: ["mathvariant"],
  mtr: [],
  munder: ["accentunder"],
  munderover: ["accent", "accentunder"],
};

/** The elements of a formula that hold its text, and nothing else: HTML's parser would read other elements in them. */
export const mathTokens: readonly string[] = ["mi", "mn", "mo", "ms", "mtext"];

const mathTags = new Set(Object.keys(mathElements));
const elementAttributes = new Map([
  ...Object.entries(elements).map(([tag, own]) => [tag, new Set<string>([...anywhere, ...own])] as const),
  ...Object.entries(mathElements).map(([tag, own]) => [tag, new Set<string>([...anywhereInMath, ...own])] as const),
]);

const linkSchemes = new Set(["http:", "https:", "mailto:", "tel:"]);
const mediaSchemes = new Set(["http:", "https:"]);
/** Pictures that stand in the page itself. No SVG: it is a document, not only a picture. */
export const inlinePictures = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];
/** The engine's own names for places in the story; no page can choose one. */
const storyId = /^cs-[\w-]+$/;
const count = /^\d{1,5}$/;
/** Few digits: a formula may not push the story out of sight. */
const mathLength = /^-?(?=\.?\d)\d{0,2}(?:\.\d{0,6})?(?:em|ex|px|pt|pc|mm|cm|in|rem|%|(?<=^0))$/;

type Check = (value: string) => boolean;

const values = {
  alt: () => true,
  title: () => true,
  accent: isYesOrNo,
  accentunder: isYesOrNo,
  alttext: () => true,
  columnalign: (value) => /^(?:left|center|right)$/.test(value),
  columnspan: (value) => count.test(value),
  datetime: (value) => /^[\d+\-:., TZWPYMDHS]{1,63}$/i.test(value),
  cite: (value) => hasScheme(value, mediaSchemes),
  colspan: (value) => count.test(value),
  controls: () => true,
  "data-language": (value) => value.length < 64,
  depth: isMathLength,
  dir: (value) => value === "ltr" || value === "rtl" || value === "auto",
  display: (value) => value === "block",
  displaystyle: isYesOrNo,
  fence: isYesOrNo,
  form: (value) => /^(?:prefix|infix|postfix)$/.test(value),
  height: (value) => count.test(value) || isMathLength(value),
  href: (value) => isStoryLink(value) || hasScheme(value, linkSchemes),
  id: (value) => storyId.test(value),
  kind: (value) => /^(?:subtitles|captions|descriptions|chapters|metadata)$/.test(value),
  label: () => true,
  lang: isLanguage,
  largeop: isYesOrNo,
  linethickness: isMathLength,
  lspace: isMathLength,
  mathvariant: (value) => /^[a-z-]{0,64}$/.test(value),
  maxsize: isMathLength,
  minsize: isMathLength,
  movablelimits: isYesOrNo,
  notation: (value) => /^[a-z ]{0,64}$/.test(value),
  open: () => true,
  poster: isMedia,
  reversed: () => true,
  role: (value) => /^(?:note|doc-noteref|doc-footnote|doc-backlink)$/.test(value),
  rowspan: (value) => count.test(value),
  rspace: isMathLength,
  scriptlevel: (value) => /^[+-]?\d{1,2}$/.test(value),
  separator: isYesOrNo,
  scope: (value) => /^(?:row|col|rowgroup|colgroup)$/.test(value),
  sizes: (value) => /^[\w\s().,:%<>=-]*$/.test(value),
  src: isMedia,
  srclang: isLanguage,
  srcset: isSourceSet,
  stretchy: isYesOrNo,
  symmetric: isYesOrNo,
  start: (value) => /^-?\d{1,9}$/.test(value),
  type: (value) => /^[\w/+.-]{1,100}$/.test(value),
  value: (value) => /^-?\d{1,9}$/.test(value),
  voffset: isMathLength,
  width: (value) => count.test(value) || isMathLength(value),
} satisfies Record<string, Check>;

/** An attribute cannot be listed without a judge of its values. */
type Attribute = keyof typeof values;

export function isMathElement(tag: string): boolean {
  return mathTags.has(tag);
}

/** Whether an element may stand in another: formulas hold their own elements and no others, their tokens none. */
export function isAllowedElement(tag: string, parent: string): boolean {
  if (isMathElement(parent)) return isMathElement(tag) && tag !== "math" && !mathTokens.includes(parent);
  return elementAttributes.has(tag) && (tag === "math" || !isMathElement(tag));
}

/** Whether text may stand in an element: in a formula, its tokens alone hold it. */
export function isAllowedText(parent: string): boolean {
  return !isMathElement(parent) || mathTokens.includes(parent);
}

export function isAllowedAttribute(tag: string, name: string, value: string): boolean {
  if (!elementAttributes.get(tag)?.has(name)) return false;
  return values[name as Attribute](value);
}

/** A link from one place of the story to another, such as a footnote's. */
export function isStoryLink(href: string): boolean {
  return href.startsWith("#") && storyId.test(href.slice(1));
}

export function isLanguage(value: string): boolean {
  return /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(value);
}

function isYesOrNo(value: string): boolean {
  return value === "true" || value === "false";
}

function isMathLength(value: string): boolean {
  return mathLength.test(value);
}

function isMedia(value: string): boolean {
  const inline = /^data:([^;,]*)[;,]/i.exec(value)?.[1];
  return inline ? inlinePictures.includes(inline.toLowerCase()) : hasScheme(value, mediaSchemes);
}

/** Judge the scheme that the browser would see, which no disguise in the text can change. */
function hasScheme(value: string, schemes: Set<string>): boolean {
  return URL.canParse(value) && schemes.has(new URL(value).protocol);
}

/** The engine writes each candidate as an absolute address and one descriptor, parted by a comma and a space. */
function isSourceSet(value: string): boolean {
  return value
    .split(/,\s+/)
    .every((candidate) => /^\S+(?:\s+\d+(?:\.\d+)?[wx])?$/.test(candidate) && isMedia(candidate.split(/\s/, 1)[0]!));
}
