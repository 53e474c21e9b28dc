// Copy a live page as HTML text with the facts that only a live page has. Reads, never writes.
import type { Source } from "./article";
import { covers } from "./covers";
import { plain } from "./plain";

export interface CaptureOptions {
  /** The part of the page that is wanted; of the rest only what the page says of itself is copied. */
  part?: Range;
  /** How to reach a shadow root that the page keeps closed; only extensions can. */
  closedShadowRoot?: (host: HTMLElement) => ShadowRoot | null;
}

/** Copy `document` without what no story is made of: scripts, styles, drawings and comments. */
export function capture(document: Document, options: CaptureOptions = {}): Source {
  const { doctype, URL: url } = plain(document);
  const start = doctype ? `<!DOCTYPE ${doctype.name}>` : "";
  return { html: start + serialise(plain(document), { ...options, frames: true }), url };
}

/** Written by the HTML parser as text that is not escaped. */
const rawText = new Set(["script", "noscript", "xmp", "noembed", "noframes", "plaintext"]);
const htmlNamespace = "http://www.w3.org/1999/xhtml";
const voidElements = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
const leftOut = new Set(["style", "svg", "template", "canvas", "clearstory-toggle"]);
/** Scripts that carry content: structured data, and formulas. */
const contentScript = /^(?:application\/ld\+json|math\/(?:tex|mml))/i;
/** Not rendered by nature; to say so of them would be no fact about this page. */
const neverRendered = new Set(
  "area base datalist head link map meta noscript param rp script source title track".split(" "),
);
const leftOutAttribute = /^(?:on|srcdoc$|nonce$|integrity$)/;
/** What a style may say of sight; the browser, which knows all styles, is asked instead. */
const hidingDeclaration = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))[^;]*/gi;
/** Programs that read TeX in the text of a page, by their address or by what sets them up. */
const texReaderAddress = /mathjax|katex/i;
const texReaderName = /MathJax|renderMathInElement/;
/** What such a program leaves once it has run. */
const typeset = "mjx-container, .MathJax, .MathJax_Display, .katex";
/** Longer values are an app's state, not content; pictures written into `src` are kept. */
const longestAttribute = 65_536;
/** A frame with less text holds no story. */
const leastFrameText = 500;
/** A picture this small is a tracker, or an empty one that keeps the place of another. */
const smallestPicture = 3;
/** A picture narrower than this keeps the place of another, if it has one: a loader's blurred copy of it. */
const leastWidth = 100;
/** Nobody sees a picture on this many pixels of the page. */
const unseenSide = 1;
/** What is shown at this many times its own width keeps the place of a picture that is still to come. */
const stretched = 4;
/** A background is a picture from this size on, on both sides; smaller ones are signs. */
const smallestBackground = 100;
const mayHaveBackground = new Set(["a", "div", "span"]);

/** An element that is open in the copy. */
interface OpenElement {
  next: Node | null;
  end: string;
  raw: boolean;
  /** False inside what is already known to be hidden. */
  facts: boolean;
  /** What of its content is wanted; undefined for all. */
  part: Range | undefined;
}

interface SerialiseOptions extends CaptureOptions {
  /** Write the documents of frames, as far as they are of the page's own origin. Those in frames are not written. */
  frames: boolean;
}

/** Write the tree without recursion: pages nest deeper than stacks go. */
function serialise(document: Document, options: SerialiseOptions): string {
  const { defaultView: window, body } = document;
  const facts = window !== null && (body?.checkVisibility?.() ?? false);
  const inView = options.frames ? storyInView(document) : null;
  const open: OpenElement[] = [{ next: document.documentElement, end: "", raw: false, facts, part: undefined }];
  let html = "";
  while (open.length > 0) {
    const parent = open[open.length - 1]!;
    const node = parent.next;
    if (!node) {
      html += parent.end;
      open.pop();
      continue;
    }
    // All is read of this one, and the node itself is what the browser is asked about.
    const read = plain(node);
    parent.next = read.nextSibling;
    if (parent.part?.intersectsNode(node) === false) continue;
    const { nodeType } = read;
    if (nodeType === Node.TEXT_NODE || nodeType === Node.CDATA_SECTION_NODE) {
      const text = parent.part ? textIn(parent.part, node as Text) : (node as Text).data;
      html += parent.raw ? text : escapeText(text);
      continue;
    }
    if (nodeType !== Node.ELEMENT_NODE) continue;
    const element = read as Element;
    const tag = element.localName;
    if (leftOut.has(tag) || covers.has(node as Element)) continue;
    if (tag === "script" && !contentScript.test(element.getAttribute("type") ?? "")) {
      html += texReader(element);
      continue;
    }

    const hidden = parent.facts && !neverRendered.has(tag) && isHidden(node as Element, window!);
    const sides = tag === "img" ? sidesOf(element as HTMLImageElement) : undefined;
    const isPixel = sides !== undefined && parent.facts && !hidden && isUnseen(element as HTMLImageElement, sides);
    html += `<${tag}${attributesOf(element, tag, isPixel, options)}${hidden ? ' data-clearstory-hidden=""' : ""}`;
    if (sides && !isPixel) html += shownPicture(element as HTMLImageElement, sides);
    if (parent.facts && !hidden && mayHaveBackground.has(tag))
      html += shownBackground(node as HTMLElement, element, window!);
    if (node === inView) html += ' data-clearstory-in-view=""';
    html += `${options.frames && tag === "iframe" && !hidden ? frameDocument(element, options) : ""}>`;
    if (voidElements.has(tag)) continue;
    // The parser swallows a line feed right after this start tag.
    if (tag === "pre" && element.firstChild?.nodeValue?.startsWith("\n")) html += "\n";
    const part = node === body ? options.part : parent.part;
    const inner = { raw: rawText.has(tag), facts: parent.facts && !hidden, part };
    open.push({ next: tag === "iframe" ? null : element.firstChild, end: `</${tag}>`, ...inner });
    const shadow = shadowRootOf(element, tag, options);
    if (shadow) {
      html += '<template shadowrootmode="open">';
      open.push({ next: shadow.firstChild, end: "</template>", ...inner, raw: false, part: undefined });
    }
  }
  return html;
}

/** What is wanted of a text at one of the ends of `part`. */
function textIn(part: Range, text: Text): string {
  const start = text === part.startContainer ? part.startOffset : 0;
  const end = text === part.endContainer ? part.endOffset : text.length;
  return text.data.slice(start, end);
}

/** A frame's document as its `srcdoc`, whatever its address: the engine puts it where the frame stands. */
function frameDocument(frame: Element, options: SerialiseOptions): string {
  // Null for a document of another origin.
  const document = (frame as HTMLIFrameElement).contentDocument;
  if (((document && plain(document).body?.textContent?.length) ?? 0) < leastFrameText) return "";
  return ` srcdoc="${escapeAttribute(serialise(plain(document!), { ...options, part: undefined, frames: false }))}"`;
}

/** Of several articles, such as an endless page adds below its own, the one in the middle of the window. */
function storyInView(document: Document): Element | null {
  const window = document.defaultView;
  if (!window || document.getElementsByTagName("article").length < 2) return null;
  const stack = document.elementsFromPoint(window.innerWidth / 2, window.innerHeight / 2);
  let story = stack.map((element) => element.closest("article")).find((article) => article !== null) ?? null;
  for (let around = story; around; around = around.parentElement?.closest("article") ?? null) story = around;
  return story;
}

const addresses = new Set(["href", "src", "poster"]);
const ownPicture = new Set(["src", "srcset"]);

function attributesOf(element: Element, tag: string, isPixel: boolean, { frames }: SerialiseOptions): string {
  let text = "";
  for (const name of element.getAttributeNames()) {
    if (leftOutAttribute.test(name)) continue;
    if (isPixel && ownPicture.has(name)) continue;
    let value = element.getAttribute(name) ?? "";
    // A picture's own style may say that nobody is to see it, whatever stands in for it.
    if (name === "style" && tag !== "img") value = value.replace(hidingDeclaration, "");
    if (name === "style" && !value.includes(":")) continue;
    // A frame has an address of its own, which the copy does not show.
    if (!frames && addresses.has(name) && URL.canParse(value, element.baseURI))
      value = new URL(value, element.baseURI).href;
    if (value.length > longestAttribute && name !== "src") continue;
    text += ` ${name}="${escapeAttribute(value)}"`;
  }
  return text;
}

// One object for all calls: making it anew for each costs a third of the whole capture.
const withVisibility = { visibilityProperty: true };

/**
 * Tell whether the page does not show `element` itself (its ancestors are known to be shown). `checkVisibility` is
 * also false for `display: contents` and inside closed `<details>`, whose text is content; hence the second look.
 */
function isHidden(element: Element, window: Window): boolean {
  if (plain(element).checkVisibility(withVisibility)) return false;
  const style = window.getComputedStyle(element);
  if (style.display === "none") return true;
  // A container of this kind may hold visible children, so only the innermost say it.
  return style.visibility !== "visible" && plain(element).firstElementChild === null;
}

/** A picture's own size and the one at which the page shows it, in pixels. */
type Sides = Record<"naturalWidth" | "naturalHeight" | "offsetWidth" | "offsetHeight", number>;

/** Nothing of a picture that is still to come, or has failed. Each costs the browser a look at its layout. */
function sidesOf(image: HTMLImageElement): Sides | undefined {
  const { naturalWidth } = image;
  if (naturalWidth === 0) return undefined;
  const { naturalHeight, offsetWidth, offsetHeight } = image;
  return { naturalWidth, naturalHeight, offsetWidth, offsetHeight };
}

/** Whether the page has loaded a picture that nobody sees: a placeholder, or one that counts readers. */
function isUnseen(image: HTMLImageElement, { naturalWidth, naturalHeight, offsetWidth, offsetHeight }: Sides): boolean {
  if (Math.max(naturalWidth, naturalHeight) < smallestPicture) return true;
  // What is folded away has no size either.
  return Math.min(offsetWidth, offsetHeight) <= unseenSide && image.checkVisibility();
}

/** Say which of its candidates an `<img>` really shows, and how large that is where the page does not say it. */
function shownPicture(image: HTMLImageElement, { naturalWidth, naturalHeight, offsetWidth }: Sides): string {
  if (naturalWidth < smallestPicture) return "";
  const { currentSrc } = image;
  if (!/^https?:/.test(currentSrc)) return "";
  if (naturalWidth * stretched <= offsetWidth || (naturalWidth < leastWidth && awaitsAnother(image))) return "";
  const isSized = image.hasAttribute("width") || image.hasAttribute("height");
  const size = isSized ? "" : ` data-clearstory-size="${naturalWidth}x${naturalHeight}"`;
  return ` data-clearstory-src="${escapeAttribute(currentSrc)}"${size}`;
}

/** Whether an attribute of the page's own holds what may be the address of another picture. */
function awaitsAnother(image: HTMLImageElement): boolean {
  const isHeld = (name: string) => name.startsWith("data-") && image.getAttribute(name)?.includes("/");
  return image.getAttributeNames().some(isHeld);
}

/** Say which picture an empty element shows as its background, where that is meant as one. */
function shownBackground(element: HTMLElement, read: Element, window: Window): string {
  if (read.firstChild && (read.firstElementChild || read.textContent?.trim())) return "";
  if (read.getAttribute("role") !== "img" && !read.closest("figure")) return "";
  const { offsetWidth, offsetHeight } = element;
  if (Math.min(offsetWidth, offsetHeight) < smallestBackground) return "";
  const [, address] = /url\("(https?:[^"]+)"\)/.exec(window.getComputedStyle(element).backgroundImage) ?? [];
  return address ? ` data-clearstory-background="${escapeAttribute(address)}"` : "";
}

/** What is left of a script that reads TeX, so that the engine does: its address or its name. None that has run. */
function texReader(script: Element): string {
  const address = script.getAttribute("src") ?? "";
  const name = texReaderAddress.test(address) ? "" : texReaderName.exec(script.textContent ?? "")?.[0];
  if (name === undefined || plain(script.ownerDocument).querySelector(typeset)) return "";
  return name === "" ? `<script src="${escapeAttribute(address)}"></script>` : `<script>${name}</script>`;
}

function shadowRootOf(element: Element, tag: string, options: CaptureOptions): ShadowRoot | null {
  if (element.shadowRoot) return element.shadowRoot;
  // Only custom elements are asked: the question is slow, and built-in elements hold no story in closed roots. Elements of
  // other languages may have such names as well, and browsers throw when they are asked for those.
  const mayHaveRoot = tag.includes("-") && element.namespaceURI === htmlNamespace;
  return options.closedShadowRoot && mayHaveRoot ? options.closedShadowRoot(element as HTMLElement) : null;
}

const textSpecial = /[&<>\u00a0]/;
const textEscapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;" };
function escapeText(text: string): string {
  return textSpecial.test(text) ? text.replace(/[&<>\u00a0]/g, (character) => textEscapes[character]!) : text;
}

const attributeSpecial = /[&"\u00a0]/;
const attributeEscapes: Record<string, string> = { "&": "&amp;", '"': "&quot;", "\u00a0": "&nbsp;" };
function escapeAttribute(value: string): string {
  return attributeSpecial.test(value)
    ? value.replace(/[&"\u00a0]/g, (character) => attributeEscapes[character]!)
    : value;
}
