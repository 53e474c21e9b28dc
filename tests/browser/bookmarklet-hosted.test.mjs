// Publish the bookmarklet's folder at the address that it is built for, and use it from there, in Chromium.
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { buildIn, copyProject, folder } from "../../scripts/tests/elsewhere.mjs";
import { launch, openPage, viewIsShown } from "./chromium.mjs";
import { startSite } from "./site.mjs";

const words = "For sixty-one years the keepers";

test("built for an address, its folder works there alone, whoever offers the bookmarklet", async (t) => {
  const host = folder(t);
  const [published, mirror, site] = [await serve(host, 0), await serve(host, 0), await startSite()];
  const browser = await launch();
  t.after(async () => {
    await browser.close();
    for (const { close } of [published, mirror, site]) await close();
  });
  const copy = copyProject(t);
  const { status, stderr } = buildIn(copy, { ORIGIN: `${published.url}tools/reader` });
  assert.equal(status, 0, stderr);
  mkdirSync(join(host, "tools"));
  cpSync(join(copy, "dist/bookmarklet"), join(host, "tools/reader"), { recursive: true });

  for (const server of [published, mirror]) {
    const installation = await openPage(browser, `${server.url}tools/reader/`);
    const link = installation.locator("#bookmarklet[href^='javascript:']");
    await link.waitFor();
    const code = decodeURIComponent((await link.evaluate(({ href }) => href)).slice("javascript:".length));
    assert.ok(code.includes(`${published.url}tools/reader/`), code);
    assert.deepEqual(installation.problems, []);

    const page = await openPage(browser, site.url("story.html"));
    await page.evaluate(code);
    await viewIsShown(page, words);
    assert.ok(page.requests.includes(`${published.url}tools/reader/reader.js`));
    assert.ok(page.requests.every((url) => !url.startsWith(mirror.url)));

    const strict = await openPage(browser, site.url("story.html", "strict"));
    const opened = strict.waitForEvent("popup");
    await strict.evaluate(code);
    await viewIsShown(await opened, words);
    for (const tab of [installation, page, strict]) await tab.context().close();
  }
});

test("an address that is none is refused before anything is built", (t) => {
  const copy = copyProject(t);
  for (const ORIGIN of ["example.org/reader", "file:///srv/reader", "https://"]) {
    const { status, stderr } = buildIn(copy, { ORIGIN });
    assert.notEqual(status, 0);
    assert.match(stderr, /ORIGIN is the address of a folder, like https:\/\/example\.org\/reader\/, and not /);
    assert.ok(!existsSync(join(copy, "dist")));
  }
});
