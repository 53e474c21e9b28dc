// Look at the icons of the extension as they are shipped: each has the size that it is declared with, each state its own.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./chromium.mjs";
import { dist } from "./site.mjs";

/** Icon sizes that the lists, the toolbars and the stores of each browser ask for. */
const wanted = { chromium: [16, 32, 48, 128], firefox: [16, 32, 48, 96, 128] };

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await browser.newPage();
});
after(() => browser?.close());

/** The picture's size, the part of it that is painted, and how many colours it has, as a browser decodes it. */
function look(file) {
  const address = `data:image/png;base64,${readFileSync(file).toString("base64")}`;
  return page.evaluate(async (address) => {
    const image = Object.assign(new Image(), { src: address });
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const paint = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
    paint.drawImage(image, 0, 0);
    const pixels = new Uint32Array(paint.getImageData(0, 0, width, height).data.buffer);
    const painted = pixels.filter((pixel) => pixel !== 0);
    return { width, height, painted: painted.length / pixels.length, colours: new Set(painted).size };
  }, address);
}

for (const [name, sizes] of Object.entries(wanted)) {
  const folder = join(dist, `extension-${name}`);
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));

  test(`the icons for ${name} are there in each size, and have it`, async () => {
    const declared = Object.keys(manifest.icons).map(Number);
    for (const size of sizes) assert.ok(declared.includes(size), `${size} pixels`);
    for (const icons of [manifest.icons, manifest.action.default_icon]) {
      for (const [size, path] of Object.entries(icons)) {
        const { width, height, painted, colours } = await look(join(folder, path));
        assert.deepEqual([width, height], [Number(size), Number(size)], path);
        assert.ok(painted > 0.5 && colours > 3, `${path} shows something`);
      }
    }
  });

  test(`the button's icons for ${name} have the size in their name, and each state is told from the others`, async () => {
    const states = [
      "clearstory",
      ...["open", "readable", "forbidden", "waiting"].map((state) => `clearstory-${state}`),
    ];
    for (const size of [16, 32]) {
      const drawn = states.map((state) => `${state}-${size}.png`);
      for (const file of drawn) {
        const { width, height } = await look(join(folder, "icons", file));
        assert.deepEqual([width, height], [size, size], file);
      }
      const pictures = new Set(drawn.map((file) => readFileSync(join(folder, "icons", file), "base64")));
      assert.equal(pictures.size, states.length);
    }
  });
}
