// Listen to all that leaves the browser while the extension is used in every way: only what the page itself names; in
// Chromium.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, get } from "node:http";
import { test } from "node:test";
import { frameOf, launchWithExtension, openPage, untilInView, viewIsGone, viewIsShown } from "./chromium.mjs";
import { putBack } from "./left-out.mjs";
import { startSite } from "./site.mjs";

/** Chromium's own services: who is signed in, what fields are filled in with, updates. The extension has no use for them. */
const ofChromium = /^(?:https?:\/\/)?[\w.-]+\.(?:google|googleapis)\.com[:/]/;

/** A proxy that notes in `asked` what a browser asks of the network, and lets it have what is on this machine. */
async function startProxy() {
  const asked = [];
  const server = createServer((incoming, response) => {
    asked.push(incoming.url);
    if (new URL(incoming.url).hostname !== "127.0.0.1") return response.destroy();
    get(incoming.url, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
  });
  server.on("connect", ({ url }, socket) => {
    asked.push(url);
    socket.destroy();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    asked,
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** Use what could ask a server for something. */
async function useEverything(browser, site) {
  const page = await openPage(browser.context, site.url("left-out.html"));
  await browser.press(page);
  await putBack(page);
  const frame = frameOf(page);
  for (const name of ["Save as EPUB", "Save as Markdown", "Save as HTML"]) {
    await frame.getByRole("button", { name: "Take along" }).click();
    const download = page.waitForEvent("download");
    await frame.getByRole("button", { name }).click();
    await (await download).path();
  }
  await frame.getByRole("button", { name: "Settings" }).click();
  await frame.getByRole("radio", { name: "Sepia" }).check();
  await browser.press(page);
  await viewIsGone(page);

  await page.goto(site.url("code.html"));
  await browser.press(page);
  await viewIsShown(page, "The register lists the boats");
  await untilInView(page, () => CSS.highlights.has("clearstory-code-keyword"));
  await page.close();

  const options = await browser.openOwn("options.html");
  const download = options.waitForEvent("download");
  await options.getByRole("button", { name: "Save to a file" }).click();
  await (await download).path();
  await options.close();
}

test("while it is used in every way, nothing is asked of any server but the pages themselves", async (t) => {
  const [site, proxy] = [await startSite(), await startProxy()];
  const browser = await launchWithExtension({ settings: { proxy: { server: proxy.url, bypass: "<-loopback>" } } });
  t.after(async () => {
    await browser.context.close();
    for (const { close } of [proxy, site]) await close();
  });
  await useEverything(browser, site);
  // The proxy hears what anybody asks for.
  const page = await openPage(browser.context, site.url("links.html"));
  const control = site.url("story.html");
  await page.evaluate((url) => fetch(url), control);
  const asked = proxy.asked.filter((url) => !ofChromium.test(url));
  const pages = ["left-out.html", "code.html"].map((name) => site.url(name));
  assert.deepEqual(asked, [...pages, site.url("links.html"), control]);
});
