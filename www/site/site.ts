// Run the demo page: take pages apart in the workbench, and make the bookmarklet ready to drag.
import type { Source } from "../shim/article";
import { offerBookmarklet } from "./bookmarklet-link";
import { resultOf } from "./result";
import { addressIn, readSavedPage } from "./saved-page";

type Embed = typeof import("../embed/clearstory");

const form = element("workbench", HTMLFormElement);
const htmlBox = element("html", HTMLTextAreaElement);
const addressBox = element("address", HTMLInputElement);
const fileBox = element("file", HTMLInputElement);
const status = element("status", HTMLElement);
const result = element("result", HTMLElement);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void takeApart(async () => {
    if (htmlBox.value.trim() === "") throw new Error("Paste the HTML of a page first, or choose a saved page.");
    return { html: htmlBox.value, url: addressBox.value || addressIn(htmlBox.value) };
  });
});
form.addEventListener("reset", clear);

fileBox.addEventListener("change", () => {
  const file = fileBox.files?.[0];
  if (file) void takeApartFile(file);
});
form.addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  form.classList.add("dropping");
});
form.addEventListener("dragleave", (event) => {
  if (!form.contains(event.relatedTarget as Node | null)) form.classList.remove("dropping");
});
form.addEventListener("drop", (event) => {
  form.classList.remove("dropping");
  const file = event.dataTransfer?.files[0];
  if (!file) return;
  event.preventDefault();
  void takeApartFile(file);
});

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-sample]")) {
  button.addEventListener("click", () => void takeApart(() => readSample(button.dataset.sample!)));
}

void offerBookmarklet(element("bookmarklet", HTMLAnchorElement), element("bookmarklet-note", HTMLElement));

async function readSample(path: string): Promise<Source> {
  const url = new URL(path, document.baseURI).href;
  const html = await readText(url);
  htmlBox.value = html;
  addressBox.value = url;
  return { html, url };
}

async function readText(url: string): Promise<string> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    return await response.text();
  } catch (cause) {
    throw new Error("The sample page could not be loaded.", { cause });
  }
}

async function takeApartFile(file: File): Promise<void> {
  await takeApart(async () => {
    const html = await readSavedPage(file);
    // A saved page may have megabytes, which a text box would choke on: it is read, not shown.
    htmlBox.value = "";
    addressBox.value = addressIn(html);
    return { html, url: addressBox.value };
  });
}

/** The newest request wins: an older one that ends later must not overwrite its result. */
let newest = 0;

async function takeApart(read: () => Promise<Source>): Promise<void> {
  const mine = ++newest;
  tell("Reading…");
  try {
    const source = await read();
    const embed = await loadEmbed();
    await embed.load();
    const start = performance.now();
    // Without an address the engine looks for the one that the page gives of itself.
    const article = await embed.extract(source, { url: source.url || undefined });
    const milliseconds = performance.now() - start;
    if (mine !== newest) return;
    result.replaceChildren(resultOf(document, article));
    result.hidden = false;
    tell(`Extracted in ${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms.`);
    result.focus({ preventScroll: true });
    status.scrollIntoView({ block: "start" });
  } catch (error) {
    if (mine !== newest) return;
    hideResult();
    tell(error instanceof Error && error.message ? error.message : "Something went wrong.", "problem");
    status.scrollIntoView({ block: "nearest" });
  }
}

/** Load the embed as any site would: from its own file, on first use. */
function loadEmbed(): Promise<Embed> {
  return import(new URL("./embed/clearstory.js", document.baseURI).href) as Promise<Embed>;
}

function clear(): void {
  newest++;
  hideResult();
  tell("");
}

function hideResult(): void {
  result.hidden = true;
  result.replaceChildren();
}

function tell(sentence: string, kind = ""): void {
  status.textContent = sentence;
  status.className = kind;
}

function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`index.html has no #${id} of the expected kind.`);
  return found;
}
