// Measure what the pages of a folder cost the WebAssembly engine, and say which promises they break.
//
// Usage: python3 -B ../shared/attacks/adversarial.py FOLDER --scale 2 --soup 5000
//        node tests/wasm/measure.mjs FOLDER
//
// With --series, each family of pages comes in three sizes: then it is also said how its time grows with them. What seems
// too slow is measured twice more, and the least counts: whatever else the machine does only adds to it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { memoryLimit, notable, steepest, survive } from "./survive.mjs";

const folder = process.argv[2];
const read = (name) => readFileSync(join(folder, name));

const pages = JSON.parse(read("manifest.json"));
const strings = JSON.parse(read("js_strings.json"));
const measured = [
  ...pages.map(({ name, file }) => measure(name, () => new TextDecoder().decode(read(file)))),
  ...strings.map(({ name, html }) => measure(name, () => html)),
];

const families = new Map();
for (const page of measured) families.set(page.name, [...(families.get(page.name) ?? []), page]);
const growths = [...families.values()].filter((sizes) => sizes.length > 1).map(settledGrowthOf);
const slowest = measured.toSorted((one, other) => other.time - one.time).slice(0, 10);
const greediest = measured.toSorted((one, other) => shareOf(other) - shareOf(one)).slice(0, 3);
const wrong = [
  ...measured.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`)),
  ...growths.filter(({ power }) => power > steepest).map(({ name, power }) => `${name}: grows with the power ${power}`),
];

console.log(`${measured.length} pages, ${measured.filter(({ isRefused }) => isRefused).length} of them refused`);
for (const page of slowest) console.log(`slow: ${described(page)}`);
for (const page of greediest) console.log(`memory: ${described(page)}, ${Math.round(100 * shareOf(page))} % of the limit`);
for (const { name, power } of growths.toSorted((one, other) => other.power - one.power).slice(0, 10)) {
  console.log(`growth: ${name} ${power}`);
}
console.log(`${wrong.length} promises broken`);
for (const fault of wrong) console.log(fault);
process.exitCode = wrong.length > 0 ? 1 : 0;

/** What a page costs, with the way to its HTML: pages of many megabytes are not kept. */
function measure(name, html) {
  const page = { name, html, ...survive(html()) };
  return page.faults.length > 0 ? again(page) : page;
}

function again(page) {
  const runs = [page, ...Array.from({ length: 2 }, () => survive(page.html()))];
  return { ...page, ...runs.toSorted((one, other) => one.time - other.time)[0] };
}

function settledGrowthOf(sizes) {
  const growth = growthOf(sizes);
  return growth.power > steepest ? growthOf(sizes.map(again)) : growth;
}

/** The exponent of time over size, from the smallest page of a family to the largest. */
function growthOf(sizes) {
  const [first, last] = [sizes.at(0), sizes.at(-1)];
  const power = last.time < notable ? 0 : Math.log(last.time / first.time) / Math.log(last.bytes / first.bytes);
  return { name: last.name, power: Math.round(power * 100) / 100 };
}

function shareOf({ peak, bytes }) {
  return peak / memoryLimit(bytes);
}

function described({ name, bytes, time, peak }) {
  return `${name}, ${(bytes / 1e6).toFixed(1)} MB, ${Math.round(time)} ms, ${Math.round(peak / 2 ** 20)} MiB`;
}
