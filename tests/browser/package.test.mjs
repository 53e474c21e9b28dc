// Use the npm package as it is packed: in Node, in bundlers, in a worker, from another site, and as its critics see it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { build as bundle } from "esbuild";
import { publint } from "publint";
import { build as buildWithVite } from "vite";
import { serve } from "../../scripts/serve.mjs";
import { launch, openPage, viewIsShown } from "./chromium.mjs";
import { dist } from "./site.mjs";

const page = readFileSync(join(import.meta.dirname, "pages/toggle.html"), "utf8");
const script = '<script type="module" nonce="page" src="/embed/clearstory.js"></script>';
const words = "follow the sound of water downhill";

let app;
let tarball;
let browser;
/** The package as `npm install` would put it. */
const installed = () => join(app, "node_modules/clearstory");
before(async () => {
  assert.ok(page.includes(script));
  app = mkdtempSync(join(tmpdir(), "clearstory-package-"));
  const [packed] = JSON.parse(
    execFileSync("npm", ["pack", `${dist}/embed`, "--json", "--ignore-scripts", "--pack-destination", app], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  );
  tarball = join(app, packed.filename);
  mkdirSync(installed(), { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", installed(), "--strip-components=1"]);
  writeFileSync(join(app, "package.json"), '{ "type": "module", "private": true }');
  writeFileSync(join(app, "main.js"), 'import "clearstory";\n');
  writeFileSync(join(app, "index.html"), page.replace(script, '<script type="module" src="./main.js"></script>'));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(app, { recursive: true, force: true });
});

test("publint has nothing to say", async () => {
  const { messages } = await publint({ pkgDir: installed(), strict: true, pack: false });
  assert.deepEqual(messages, []);
});

test("arethetypeswrong finds nothing wrong", async () => {
  const found = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))));
  assert.ok(found.types);
  // The package is an ES module and no other; `require` of it is what this kind means.
  assert.deepEqual(
    found.problems.filter(({ kind }) => kind !== "CJSResolvesToESM"),
    [],
  );
});

test("nothing else is installed with it, and it brings its licence, its types and its source maps", () => {
  const { dependencies, peerDependencies, license, scripts } = JSON.parse(
    readFileSync(join(installed(), "package.json"), "utf8"),
  );
  assert.deepEqual([dependencies, peerDependencies, scripts], [undefined, undefined, undefined]);
  assert.equal(license, "MIT");
  const files = readdirSync(installed());
  for (const name of ["LICENSE", "README.md", "licences.txt", "clearstory.d.ts", "clearstory.js.map"]) {
    assert.ok(files.includes(name), name);
  }
});

test("it extracts and binds in Node, and says what is wrong", () => {
  const program = `
    import { extract, render, renderEpub } from "clearstory";
    import { readFileSync } from "node:fs";
    const article = await extract({ html: readFileSync("index.html", "utf8"), url: "https://hedge.example/moss" });
    const book = await renderEpub(article);
    const { code } = await extract({ html: "", url: "https://hedge.example/" }).catch((error) => error);
    const [html, markdown, text] = await Promise.all(["html", "markdown", "text"].map((it) => render(article, it)));
    const begins = [html, markdown, text].map((it) => it.split("\\n")[0]);
    const wrong = await render(article, "pdf").catch((error) => error.code);
    console.log(JSON.stringify([article.metadata.title, book.length > 1000, code, begins, wrong]));
  `;
  writeFileSync(join(app, "in-node.mjs"), program);
  const said = execFileSync(process.execPath, ["in-node.mjs"], { cwd: app, encoding: "utf8" });
  const title = "Why moss grows on the north side";
  const begins = ["<!doctype html>", `# ${title}`, title];
  assert.deepEqual(JSON.parse(said), [title, true, "empty", begins, "invalid-options"]);
});

async function serveUntilEnd(t, folder) {
  const files = await serve(folder, 0);
  t.after(files.close);
  return files;
}

/** Serve a built app, and read its story with the toggle. */
async function readIn(t, folder) {
  const files = await serveUntilEnd(t, folder);
  const tab = await openPage(browser, files.url);
  await tab.getByRole("button", { name: "Clear view" }).click();
  await viewIsShown(tab, words);
  assert.deepEqual(tab.problems, []);
  await tab.close();
}

test("Vite bundles it with its engine", async (t) => {
  const outDir = join(app, "built-by-vite");
  await buildWithVite({ root: app, logLevel: "silent", configFile: false, build: { outDir } });
  await readIn(t, outDir);
});

test("esbuild bundles it; the engine is copied beside", async (t) => {
  const outdir = join(app, "built-by-esbuild");
  const { warnings } = await bundle({
    entryPoints: [join(app, "main.js")],
    outdir,
    bundle: true,
    format: "esm",
    splitting: true,
    logLevel: "silent",
  });
  assert.deepEqual(warnings, []);
  copyFileSync(join(installed(), "clearstory_bg.wasm"), join(outdir, "clearstory_bg.wasm"));
  copyFileSync(join(app, "index.html"), join(outdir, "index.html"));
  await readIn(t, outdir);
});

test("it extracts in a worker", async (t) => {
  const files = await serveUntilEnd(t, installed());
  const tab = await openPage(browser, `${files.url}README.md`);
  const title = await tab.evaluate(async (html) => {
    const code = `
      import { extract } from "${new URL("clearstory.js", document.URL)}";
      onmessage = async ({ data }) => postMessage((await extract(data)).metadata.title);
    `;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), { type: "module" });
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage({ html, url: "https://hedge.example/moss" });
    });
  }, page);
  assert.equal(title, "Why moss grows on the north side");
  await tab.close();
});

/** A page of another site than the package's, with a head and a policy of its own. */
async function onOtherSite(head, policy, use) {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html", "content-security-policy": policy });
    response.end(page.replace(script, head));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const tab = await openPage(browser, `http://127.0.0.1:${server.address().port}/`);
  try {
    await use(tab);
  } finally {
    await tab.close();
    server.close().closeAllConnections();
  }
}

/** The policies that the package's README names: with the package on the site itself, and on a host of its own. */
const policies = () =>
  [...readFileSync(join(installed(), "README.md"), "utf8").matchAll(/^script-src .*$/gm)].map(([policy]) => policy);

test("it works from another site, under the policy that its README names, each of its files held to its hash", async (t) => {
  const cdn = await serveUntilEnd(t, installed());
  const integrity = JSON.parse(readFileSync(join(installed(), "integrity.json"), "utf8"));
  const imports = Object.fromEntries(Object.entries(integrity).map(([name, hash]) => [`${cdn.url}${name}`, hash]));
  const policy = policies()[1].replaceAll("https://cdn.example", cdn.url.slice(0, -1));
  const strict = `default-src 'none'; img-src data:; ${policy.replace("script-src", "script-src 'nonce-map'")}`;
  const head = (hashes, own) =>
    `<script type="importmap" nonce="map">${JSON.stringify({ integrity: hashes })}</script>` +
    `<script type="module" crossorigin integrity="${own}" src="${cdn.url}clearstory.js"></script>`;

  await onOtherSite(head(imports, integrity["clearstory.js"]), strict, async (tab) => {
    await tab.getByRole("button", { name: "Clear view" }).click();
    await viewIsShown(tab, words);
    assert.deepEqual(tab.problems, []);
  });
  const wrong = `sha384-${"A".repeat(64)}`;
  await onOtherSite(head(imports, wrong), strict, async (tab) => {
    assert.equal(await tab.evaluate(() => customElements.get("clearstory-toggle")), undefined);
  });
  const reader = Object.keys(imports).find((name) => name.includes("/reader-"));
  await onOtherSite(head({ ...imports, [reader]: wrong }, integrity["clearstory.js"]), strict, async (tab) => {
    await tab.getByRole("button", { name: "Clear view" }).click();
    await tab.locator("clearstory-toggle").getByText("could not be loaded").waitFor();
  });
});

test("an engine that is not the one that was built is not run", async (t) => {
  const cdn = await serveUntilEnd(t, installed());
  await onOtherSite(`<script type="module" src="${cdn.url}clearstory.js"></script>`, "", async (tab) => {
    await tab.route("**/*.wasm", (route) =>
      route.fulfill({
        body: Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]),
        headers: { "access-control-allow-origin": "*", "content-type": "application/wasm" },
      }),
    );
    await tab.getByRole("button", { name: "Clear view" }).click();
    await viewIsShown(tab, "could not be loaded");
  });
});

test("the site's own policy is enough where the package lies on the site itself", async (t) => {
  const strict = `default-src 'none'; img-src data:; ${policies()[0]}`;
  const server = createServer((request, response) => {
    const name = request.url.slice(1);
    const type = name.endsWith(".wasm") ? "application/wasm" : name ? "text/javascript" : "text/html";
    response.writeHead(200, { "content-type": type, "content-security-policy": strict });
    response.end(name ? readFileSync(join(installed(), name)) : page.replace("/embed/", "/"));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close().closeAllConnections());
  const tab = await openPage(browser, `http://127.0.0.1:${server.address().port}/`);
  await tab.getByRole("button", { name: "Clear view" }).click();
  await viewIsShown(tab, words);
  await tab.close();
});

test("the engine is loaded by the first press, or ahead of it where the toggle says so", async (t) => {
  const files = await serveUntilEnd(t, installed());
  const open = async (preload) => {
    const tab = await openPage(browser, `${files.url}README.md`);
    await tab.evaluate(async (preload) => {
      await import(new URL("clearstory.js", document.URL));
      const toggle = document.createElement("clearstory-toggle");
      if (preload) toggle.setAttribute("preload", preload);
      document.body.append(toggle);
    }, preload);
    return tab;
  };
  const isEngine = (request) => request.url().endsWith(".wasm");

  const idle = await open("idle");
  if (!idle.requests.some((url) => url.endsWith(".wasm"))) await idle.waitForEvent("request", isEngine);
  const hover = await open("hover");
  const plain = await open();
  for (const tab of [hover, plain]) assert.ok(!tab.requests.some((url) => url.endsWith(".wasm")));
  const loaded = hover.waitForEvent("request", isEngine);
  await hover.locator("clearstory-toggle").hover();
  await loaded;
  await plain.locator("clearstory-toggle").hover();
  await plain.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  assert.ok(!plain.requests.some((url) => url.endsWith(".wasm")));
  for (const tab of [idle, hover, plain]) await tab.close();
});

test("to import it defines the element, and does nothing else to a page", async (t) => {
  const files = await serveUntilEnd(t, installed());
  const tab = await openPage(browser, `${files.url}README.md`);
  const look = () =>
    tab.evaluate(() => ({
      html: document.documentElement.outerHTML,
      names: [window, document, document.documentElement, Document.prototype, Element.prototype].map((object) =>
        Object.getOwnPropertyNames(object).sort(),
      ),
      sheets: document.adoptedStyleSheets.length,
      stored: [localStorage.length, sessionStorage.length, document.cookie],
    }));
  const before = await look();
  const requested = tab.requests.length;
  const exported = await tab.evaluate(async () =>
    Object.keys(await import(new URL("clearstory.js", document.URL))).sort(),
  );
  assert.deepEqual(await look(), before);
  assert.ok(tab.requests.slice(requested).every((url) => url.endsWith(".js")));
  const functions = ["capture", "extract", "isProbablyReadable", "load", "open", "render", "renderEpub"];
  assert.deepEqual(exported, ["ClearstoryToggle", ...functions]);
  assert.ok(await tab.evaluate(() => customElements.get("clearstory-toggle") !== undefined));
  await tab.close();
});

test("the toggle's label is what stands in it, or else Read", async (t) => {
  const files = await serveUntilEnd(t, installed());
  const tab = await openPage(browser, `${files.url}README.md`);
  await tab.evaluate(async () => {
    await import(new URL("clearstory.js", document.URL));
    const [plain, labelled] = [1, 2].map(() => document.body.appendChild(document.createElement("clearstory-toggle")));
    plain.id = "plain";
    labelled.innerHTML = "Just the <b>story</b>";
  });
  await tab.locator("#plain").getByRole("button", { name: "Read", exact: true }).waitFor();
  await tab.getByRole("button", { name: "Just the story", exact: true }).waitFor();
  await tab.close();
});

test("a site dresses the toggle by properties and parts", async (t) => {
  const files = await serveUntilEnd(t, app);
  const tab = await openPage(browser, `${files.url}node_modules/clearstory/README.md`);
  const style = await tab.evaluate(async () => {
    await import(new URL("clearstory.js", document.URL));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      clearstory-toggle {
        --clearstory-padding: 7px; --clearstory-border: 3px dashed red; --clearstory-radius: 5px;
        --clearstory-background: rgb(1, 2, 3); --clearstory-color: rgb(4, 5, 6);
      }
      clearstory-toggle::part(button) { text-transform: uppercase; }
      clearstory-toggle::part(status) { color: rgb(7, 8, 9); }
    `);
    document.adoptedStyleSheets = [sheet];
    const toggle = document.createElement("clearstory-toggle");
    document.body.append(toggle);
    const { padding, border, borderRadius, backgroundColor, color, textTransform } = getComputedStyle(
      toggle.shadowRoot.querySelector("button"),
    );
    const status = getComputedStyle(toggle.shadowRoot.querySelector("[role=status]")).color;
    return { padding, border, borderRadius, backgroundColor, color, textTransform, status };
  });
  assert.deepEqual(style, {
    padding: "7px",
    border: "3px dashed rgb(255, 0, 0)",
    borderRadius: "5px",
    backgroundColor: "rgb(1, 2, 3)",
    color: "rgb(4, 5, 6)",
    textTransform: "uppercase",
    status: "rgb(7, 8, 9)",
  });
  await tab.close();
});
