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

const elementAttributes = new Map(
  Object.entries(elements).map(([tag, own]) => [tag, new Set<string>([...anywhere, ...own])]),
);

const linkSchemes = new Set(["http:", "https:", "mailto:", "tel:"]);
const mediaSchemes = new Set(["http:", "https:"]);
/** Pictures that stand in the page itself. No SVG: it is a document, not only a picture. */
export const inlinePictures = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];
/** The engine's own names for places in the story; no page can choose one. */
const storyId = /^cs-[\w-]+$/;
const count = /^\d{1,5}$/;

type Check = (value: string) => boolean;

const values = {
  alt: () => true,
  title: () => true,
  datetime: (value) => value.length < 64,
  cite: (value) => hasScheme(value, mediaSchemes),
  colspan: (value) => count.test(value),
  controls: () => true,
  "data-language": (value) => value.length < 64,
  dir: (value) => value === "ltr" || value === "rtl" || value === "auto",
  height: (value) => count.test(value),
  href: (value) => isStoryLink(value) || hasScheme(value, linkSchemes),
  id: (value) => storyId.test(value),
  kind: (value) => /^(?:subtitles|captions|descriptions|chapters|metadata)$/.test(value),
  label: () => true,
  lang: isLanguage,
  open: () => true,
  poster: isMedia,
  reversed: () => true,
  role: (value) => /^(?:note|doc-noteref|doc-footnote|doc-backlink)$/.test(value),
  rowspan: (value) => count.test(value),
  scope: (value) => /^(?:row|col|rowgroup|colgroup)$/.test(value),
  sizes: (value) => /^[\w\s().,:%<>=-]*$/.test(value),
  src: isMedia,
  srclang: isLanguage,
  srcset: isSourceSet,
  start: (value) => /^-?\d{1,9}$/.test(value),
  type: (value) => /^[\w/+.-]{1,100}$/.test(value),
  value: (value) => /^-?\d{1,9}$/.test(value),
  width: (value) => count.test(value),
} satisfies Record<string, Check>;

/** An attribute cannot be listed without a judge of its values. */
type Attribute = keyof typeof values;

export function isAllowedElement(tag: string): boolean {
  return elementAttributes.has(tag);
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
