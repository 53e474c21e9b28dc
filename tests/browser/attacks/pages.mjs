// Make the pages of `tests/attacks`: every payload of a class in every place of it; and those beside the project.
import { existsSync, readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../attacks/", import.meta.url);
const beside = new URL("../../../../shared/attacks/", import.meta.url);
export const address = "https://example.org/stories/page.html";

const story = readFileSync(new URL("story.html", folder), "utf8");

/** Every page of the project's own, as `{ name, html, url, body }`; `body` is what stands in the story, if all does. */
export function ownPages() {
  const classes = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return classes.flatMap((file) => {
    const { places = ["{}"], payloads } = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    const name = file.replace(".json", "");
    return places.flatMap((place) => payloads.map((payload) => page(name, place, payload)));
  });
}

function page(name, place, payload) {
  const { head = "", story: body = "" } = typeof place === "string" ? { story: place } : place;
  const filled = (text) =>
    text.replaceAll("{json}", () => JSON.stringify(payload).slice(1, -1)).replaceAll("{}", () => payload);
  return { name: `${name}: ${payload}`, html: around(filled(body), filled(head)), url: address, body: filled(body) };
}

function around(body, head = "") {
  return story.replace("<!--head-->", () => head).replace("<!--story-->", () => body);
}

/** The pages of the other fixtures, which nobody made to do harm. */
export function fixturePages() {
  const fixtures = new URL("../../fixtures/", import.meta.url);
  const read = (name) => readFileSync(new URL(`${name}/page.html`, fixtures), "utf8");
  return readdirSync(fixtures).map((name) => ({ name, html: read(name), url: address }));
}

/** The pages and payloads in `../shared/attacks`; nothing, said aloud, where it is not. */
export function pagesBeside() {
  if (!existsSync(beside)) {
    console.log("skipped: the attacks of ../shared, which is not here");
    return [];
  }
  const read = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, beside), "utf8"));
  const threats = read("reader_threats").map(({ title: name, ...rest }) => ({ name, ...rest }));
  const payloads = ["ammonia_payloads", "bleach_payloads", "wpt_sanitizer_payloads"].flatMap(read);
  return [
    ...threats,
    ...payloads.map(({ title: name, payload, repeat = 1 }) => {
      const body = payload.repeat(repeat);
      return { name, html: around(body), url: address, body };
    }),
  ];
}

/** `list` in parts of `size`. */
export function parts(list, size) {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}
