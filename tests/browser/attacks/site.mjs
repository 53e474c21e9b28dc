// Serve what the attacks are tried on, under a policy that reports whatever a story may not do, and keep the reports.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";

const root = new URL("../../../", import.meta.url);
/** What is served from the project, by the folder in the address. */
const folders = {
  embed: "dist/",
  bookmarklet: "dist/",
  engine: "target/",
  node_modules: "",
  attacks: "tests/browser/",
  "reveal.mjs": "tests/browser/",
};

const types = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/** All that the sinks themselves need. Pictures and films of anywhere are for the test to judge, which sees them asked for. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; frame-src 'self' blob:; " +
  "img-src * data:; media-src * data:; base-uri 'none'; form-action 'none'; report-uri /reports";

/** Which policy stands over the page, by its path. */
const pages = {
  /** Only tells of what breaks it. */
  "/reported": { "content-security-policy-report-only": policy },
  /** Keeps every script out, the bookmarklet's module too. */
  "/closed": { "content-security-policy": "script-src 'none'" },
};

/** A page of our own, without anything in it. */
const empty = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Attacks</title><body></body></html>';

export async function startSite() {
  const reports = [];
  const heard = new Set();
  let shown = empty;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://site");
    if (pathname === "/reports") {
      const report = JSON.parse(await textOf(request))["csp-report"];
      reports.push(report);
      for (const listener of heard) listener(report);
      response.writeHead(204).end();
    } else if (pages[pathname]) {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...pages[pathname] }).end(shown);
    } else {
      await serveFile(pathname, response);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    reports,
    /** What the pages are from now on: by themselves they are empty. */
    show(html = empty) {
      shown = html;
    },
    /** Wait until a report names this address as blocked: all before it have come by then. */
    reported: (blocked) =>
      new Promise((resolve) => {
        const isIt = (report) => report["blocked-uri"].includes(blocked);
        const listener = (report) => {
          if (!isIt(report)) return;
          heard.delete(listener);
          resolve();
        };
        heard.add(listener);
        if (reports.some(isIt)) listener(reports.find(isIt));
      }),
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

async function serveFile(pathname, response) {
  try {
    const folder = folders[pathname.split("/")[1]];
    const body = await readFile(new URL(folder + pathname.slice(1), root));
    const type = types[extname(pathname)] ?? "text/plain";
    response.writeHead(200, { "content-type": type, "access-control-allow-origin": "*" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

async function textOf(request) {
  let text = "";
  for await (const part of request.setEncoding("utf8")) text += part;
  return text;
}
