// Serve a folder on this machine only, from the first free port on.
// Usage: node scripts/serve.mjs FOLDER
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { pathToFileURL } from "node:url";

const HOST = "127.0.0.1";
const FIRST_PORT = 8080;
const PORTS_TO_TRY = 100;

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".mp3": "audio/mpeg",
  ".mp4": "video/mp4",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".zip": "application/zip",
};

/**
 * Start a server of the files in `folder`.
 * @param {string} folder
 * @param {number} [firstPort] tried first, then the ones after it; 0 lets the system choose
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(folder, firstPort = FIRST_PORT) {
  const root = await realpath(folder);
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const port = await listenOnFreePort(server, firstPort);
  return {
    url: `http://${HOST}:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

/**
 * @param {string} root
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
async function answer(root, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const path = pathOf(request.url ?? "/");
  const file = path && (await fileAt(root, path));
  if (!file) {
    response.writeHead(404, { "content-type": TYPES[".txt"] }).end("Not found\n");
    return;
  }
  if (file.isFolder) {
    response.writeHead(301, { location: encodeURI(`${path}/`) }).end();
    return;
  }
  response.writeHead(200, {
    "content-type": TYPES[extname(file.path).toLowerCase()] ?? "application/octet-stream",
    "content-length": file.size,
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
    // A bookmarklet loads its module and the wasm from here into a page of another origin.
    "access-control-allow-origin": "*",
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(file.path).pipe(response);
}

/**
 * The decoded path of a request, or nothing if it makes no sense.
 * @param {string} url
 */
function pathOf(url) {
  try {
    const path = decodeURIComponent(new URL(url, `http://${HOST}`).pathname);
    return path.includes("\0") ? undefined : path;
  } catch {
    return undefined;
  }
}

/**
 * The file at `path`, a folder's index.html included; nothing outside of `root`, not through links either.
 * @param {string} root
 * @param {string} path
 */
async function fileAt(root, path) {
  try {
    const found = await realpath(join(root, path, path.endsWith("/") ? "index.html" : ""));
    if (found !== root && !found.startsWith(root + sep)) return undefined;
    const facts = await stat(found);
    return { path: found, size: facts.size, isFolder: facts.isDirectory() };
  } catch {
    return undefined;
  }
}

/**
 * @param {import("node:http").Server} server
 * @param {number} firstPort
 * @returns {Promise<number>}
 */
async function listenOnFreePort(server, firstPort) {
  for (let port = firstPort; ; port++) {
    try {
      return await listen(server, port);
    } catch (error) {
      const taken = /** @type {NodeJS.ErrnoException} */ (error).code === "EADDRINUSE";
      if (!taken || port >= firstPort + PORTS_TO_TRY) throw error;
    }
  }
}

/**
 * @param {import("node:http").Server} server
 * @param {number} port
 * @returns {Promise<number>}
 */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => {
      server.off("error", reject);
      resolve(/** @type {import("node:net").AddressInfo} */ (server.address()).port);
    });
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await serve(process.argv[2] ?? ".");
  console.log(`\nThe demo page is at ${url} (Ctrl-C ends it).`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(0));
}
