// Find the page's place in the story and the story's in the page, by what the blocks begin with: there is no other map
// between the two.
import { plain } from "../shim/plain";
import { type Place, readingLine } from "./reading";

/** Enough of a block's beginning to know it by. */
const keyLength = 60;
/** What is looked at of one text: white space in the source can be long. */
const longestText = 1000;
/** Shorter beginnings, such as "Note:", say too little. */
const shortestKey = 12;
/** How the page's window is probed: rows and columns of points. */
const rows = 24;
const columns = [0.3, 0.5, 0.7];
/** Blocks before and after the wanted one that may stand for it where the page does not have it. */
const neighbours = [0, 1, -1, 2, -2, 3, -3];

/** A block of the page that is on the screen. */
export interface Sample {
  readonly key: string;
  readonly top: number;
  readonly bottom: number;
  readonly isScrolled: boolean;
}

/** What a block of text begins with, whatever its spaces. */
export function keyOf(element: Element): string {
  const walker = plain(plain(element).ownerDocument).createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let key = "";
  // No further than is needed: the element may be the whole page.
  while (key.length <= keyLength && walker.nextNode()) {
    key = (key + (walker.currentNode as Text).data.slice(0, longestText)).replace(/\s+/g, " ").trimStart();
  }
  return key.slice(0, keyLength).trimEnd();
}

/** The blocks of text on the page's screen, from the top. */
export function sampleScreen(page: Document): Sample[] {
  const window = page.defaultView!;
  const blocks = new Set<Element>();
  for (let row = 0; row < rows; row++) {
    for (const column of columns) {
      const point = [window.innerWidth * column, (window.innerHeight * (row + 0.5)) / rows] as const;
      for (const element of elementsAt(page, ...point)) blocks.add(blockOf(element, window));
    }
  }
  return [...blocks]
    .map((block) => {
      const { top, bottom } = plain(block).getBoundingClientRect();
      return { key: keyOf(block), top, bottom, isScrolled: isScrolled(block) };
    })
    .filter(({ key, bottom }) => key.length >= shortestKey && bottom > readingLine)
    .sort((one, other) => one.top - other.top);
}

/** The place in the story, whose blocks begin with `keys`, that the page's screen shows; undefined at the beginning. */
export function placeInStory(samples: readonly Sample[], keys: readonly string[]): Place | undefined {
  const byKey = new Map<string, number[]>();
  keys.forEach((key, index) => {
    listIn(byKey, key).push(index);
  });
  const found = samples.filter(({ key }) => byKey.has(key));
  const first = found[0];
  if (!first?.isScrolled) return undefined;
  // What stands in the story twice is taken for the one nearest to what stands in it once.
  const certain = found.find(({ key }) => byKey.get(key)!.length === 1);
  const near = certain ? byKey.get(certain.key)![0]! : 0;
  const block = byKey
    .get(first.key)!
    .reduce((best, index) => (Math.abs(index - near) < Math.abs(best - near) ? index : best));
  const gone = (readingLine - first.top) / (first.bottom - first.top);
  return { block, offset: Math.min(Math.max(gone, 0), 1) };
}

/** Scroll the page to a place of the story. Where the page has none of its text, it stays. */
export function leadPageTo(page: Document, place: Place, keys: readonly string[]): void {
  const wanted = neighbours
    .map((step) => place.block + step)
    .filter((index) => (keys[index]?.length ?? 0) >= shortestKey);
  const blocks = blocksByKey(page, new Set(wanted.map((index) => keys[index]!)));
  for (const index of wanted) {
    const key = keys[index]!;
    const same = blocks.get(key) ?? [];
    // The n-th of its kind in the story is the n-th in the page.
    const earlier = keys.slice(0, index).filter((other) => other === key).length;
    const target = same[Math.min(earlier, same.length - 1)];
    if (!target) continue;
    // Also moves boxes that scroll inside the page.
    plain(target).scrollIntoView({ block: "start", behavior: "instant" });
    const { top, height } = plain(target).getBoundingClientRect();
    const offset = index === place.block ? place.offset : 0;
    page.defaultView!.scrollBy({ top: top + offset * height - readingLine, behavior: "instant" });
    return;
  }
}

/** The page's blocks that begin with one of `keys`, in order. */
function blocksByKey(page: Document, keys: ReadonlySet<string>): Map<string, Element[]> {
  const window = page.defaultView!;
  const found = new Map<string, Element[]>();
  const seen = new Set<Element>();
  for (const text of textsOf(page)) {
    const start = text.data.trimStart().slice(0, shortestKey).trimEnd();
    // Almost every text of a page ends here, before anything is asked of the layout.
    if (start === "" || ![...keys].some((key) => key.startsWith(start)) || !text.parentElement) continue;
    const block = blockOf(text.parentElement, window);
    if (seen.has(block)) continue;
    seen.add(block);
    const key = keyOf(block);
    if (keys.has(key) && plain(block).getClientRects().length > 0) listIn(found, key).push(block);
  }
  return found;
}

function listIn<Value>(lists: Map<string, Value[]>, key: string): Value[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** All texts of the page, also those in open shadow roots, where these stand. */
function* textsOf(page: Document): Generator<Text> {
  const { SHOW_ELEMENT, SHOW_TEXT } = NodeFilter;
  const walkers = [page.createTreeWalker(page.documentElement, SHOW_ELEMENT | SHOW_TEXT)];
  while (walkers.length > 0) {
    const node = walkers.at(-1)!.nextNode();
    if (!node) walkers.pop();
    else if (plain(node).nodeType === Node.TEXT_NODE) yield node as Text;
    else {
      const root = plain(node as Element).shadowRoot;
      if (root) walkers.push(page.createTreeWalker(root, SHOW_ELEMENT | SHOW_TEXT));
    }
  }
}

/** What lies at a point, from the front, also in open shadow roots. */
function elementsAt(root: Document | ShadowRoot, x: number, y: number): Element[] {
  return root
    .elementsFromPoint(x, y)
    .slice(0, 8)
    .flatMap((element) => {
      const { shadowRoot } = plain(element);
      return shadowRoot && shadowRoot !== root ? elementsAt(shadowRoot, x, y) : [element];
    });
}

/** The nearest element around that is set as a block of its own. */
function blockOf(element: Element, window: Window): Element {
  const isPart = (box: Element) => /^(?:inline|contents|ruby)/.test(window.getComputedStyle(box).display);
  let block = element;
  for (let around: Element | null = element; around; around = isPart(around) ? plain(around).parentElement : null) {
    block = around;
  }
  return block;
}

function isScrolled(element: Element): boolean {
  for (let box: Element | null = element; box; box = plain(box).parentElement) {
    if (plain(box).scrollTop > 0) return true;
  }
  return false;
}
