// Make pages that are hard to read: at no site, too large, or unwilling.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const paragraph = (words) => `<p>${`${words}, and so the river went on past the mill, as rivers do. `.repeat(6)}</p>`;

/** A page with a story. */
export function pageOf(title) {
  const story = `<h1>${title}</h1>${paragraph(title)}${paragraph(title)}`;
  return `<!doctype html><title>${title}</title><main><article>${story}</article></main>`;
}

/** The smallest file that a browser's viewer shows. */
export const pdf = `%PDF-1.1
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
trailer<</Root 1 0 R>>`;

/** A folder on this computer: `put(name, text)` gives a file's address. */
export async function folderOfFiles() {
  const folder = await mkdtemp(join(tmpdir(), "clearstory-files-"));
  return {
    async put(name, text) {
      await writeFile(join(folder, name), text);
      return pathToFileURL(join(folder, name)).href;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Run in a page: its story grows to five megabytes; tells how large the page then is. */
export function grow() {
  const article = document.querySelector("article");
  for (let size = 0; size < 5e6; size += 1000) {
    article.appendChild(document.createElement("p")).textContent = `${size} and the river goes on. `.repeat(40);
  }
  return document.documentElement.outerHTML.length;
}

/** Run in a page: no key that is pressed in it is heard by anybody. */
export function swallowKeys() {
  for (const type of ["keydown", "keypress", "keyup"]) {
    const swallow = (event) => {
      event.stopImmediatePropagation();
      event.preventDefault();
    };
    window.addEventListener(type, swallow, true);
  }
}

/** Run in a page: it has 4,000 paragraphs more, of 60 characters each. */
export function lengthen() {
  const part = document.createElement("section");
  for (let count = 0; count < 4000; count++) {
    part.appendChild(document.createElement("p")).textContent = "long ".repeat(12);
  }
  document.body.append(part);
}

/** Run in a page that has been lengthened: it is as it was. */
export function shorten() {
  document.body.lastElementChild.remove();
}

/**
 * Run in a page: its title and its story get halves of surrogate pairs, a NUL and a byte order mark, as scripts can put them
 * there. What its first paragraph then says is kept as `window.strange`.
 */
export function putStrangeSigns() {
  const paragraph = document.querySelector("#first");
  paragraph.textContent =
    "It rained \ud800 and \udc00 and \0 and \ufeff all night, and the river rose to the second step.";
  document.title = "Rain \ud800 and \0 and \ufeff";
  window.strange = paragraph.textContent;
}

/** Run in such a page: is it as it was? */
export const areSignsThere = () => document.querySelector("#first").textContent === window.strange;

/** What a reader is shown of that. */
export const strangeSignsShown =
  "It rained \ufffd and \ufffd and and \ufeff all night, and the river rose to the second step.";
