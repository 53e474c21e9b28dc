// Serve the hand-written pages under a chosen policy, with the embed and the engine beside them, as a site of its own.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";

const pages = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "pages");
export const dist = join(pages, "../../../dist");
/** What lies beside the pages: a folder of that name in the folder named. */
const beside = { embed: dist, engine: join(pages, "../../../target") };

/** What a page may forbid, as a content security policy or as headers. Chosen by `?policy=NAME`. */
const policies = {
  none: {},
  /** As strict as news sites are: no wasm, no foreign script, no string becomes markup. */
  strict:
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; " +
    "require-trusted-types-for 'script'; trusted-types 'none'",
  /** What a site has to allow so that the embed works beside a strict policy. */
  embed:
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self' data:; " +
    "require-trusted-types-for 'script'; trusted-types 'none'",
  /** Foreign scripts may come in, wasm may not. */
  noWasm: "script-src * 'unsafe-inline'",
  scriptSelf: "script-src 'self'",
  /** No string becomes markup or code, whoever asks. */
  trustedTypes: "require-trusted-types-for 'script'; trusted-types 'none'",
  /** Nothing of another site is let in that does not ask for it. */
  isolated: { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" },
  apart: { "cross-origin-opener-policy": "same-origin" },
  apartAndStrict: { "content-security-policy": "script-src 'self'", "cross-origin-opener-policy": "same-origin" },
  sandbox: "sandbox allow-scripts",
  sandboxAndStrict: "sandbox allow-scripts; script-src 'self'",
};

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".wav": "audio/wav",
};

/** The site's `reports` are what browsers tell a page's owner that its policy has stopped. */
export async function startSite(more = {}) {
  const reports = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://site");
    if (request.method === "POST") {
      reports.push(await text(request));
      response.writeHead(204).end();
      return;
    }
    try {
      const body = await readFile(join(beside[pathname.split("/")[1]] ?? pages, pathname));
      const policy = { ...policies, ...more }[searchParams.get("policy") ?? "none"];
      response.writeHead(200, {
        "content-type": types[extname(pathname)] ?? "text/plain",
        // The embed may be used from another site than its own, and a sandboxed page is of no site.
        "access-control-allow-origin": "*",
        ...(typeof policy === "string" ? { "content-security-policy": policy } : policy),
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    url: (page, policy = "none") => `${origin}/${page}?policy=${policy}`,
    reports,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
