// Check that the embed's type declarations stand alone, as a site's own compiler reads them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";

const site = `
import { type Article, capture, type ClearstoryError, extract, load, open, renderEpub, type View } from "clearstory";

await load();
const article: Article = await extract(capture(document), { limits: { bytes: 1_000_000 } });
const title: string | null = article.metadata.title;
// @ts-expect-error a story may have no title
const certain: string = article.metadata.title;
for (const node of article.content) {
  if ("tag" in node) console.log(node.tag, node.attributes.href);
  else console.log(node.text.length);
}
const book: Uint8Array = await renderEpub(article, { "https://example.org/a.png": new Uint8Array() });
console.log(book.length);
const view: View = await open(document, { article, onClose: () => console.log(title, certain) });
view.close();
document.querySelector("clearstory-toggle")?.press().catch((error: ClearstoryError) => console.log(error.code));
`;

for (const [module, resolution] of [
  ["NodeNext", "NodeNext"],
  ["ESNext", "bundler"],
]) {
  test(`a site's own sources compile with module resolution ${resolution}`, (t) => {
    const here = mkdtempSync(join(tmpdir(), "clearstory-types-"));
    t.after(() => rmSync(here, { recursive: true }));
    const installed = join(here, "node_modules/clearstory");
    cpSync("dist/embed", installed, { recursive: true });
    writeFileSync(join(here, "package.json"), '{"type": "module"}');
    writeFileSync(join(here, "site.ts"), site);
    const options = { strict: true, noEmit: true, target: "ES2022", lib: ["ES2022", "DOM"], types: [] };
    const compilerOptions = { ...options, module, moduleResolution: resolution };
    writeFileSync(join(here, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["site.ts"] }));
    const { status, stdout } = spawnSync(resolve("node_modules/.bin/tsc"), ["--project", here], { encoding: "utf8" });
    assert.equal(status, 0, stdout);
  });
}
