// Drive Debian's WebKitGTK by the standard WebDriver protocol: a few commands, sent as they are. (The clients on npm want
// a newer Node than this project does.)
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

const program = process.env.WEBKIT ?? "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
const startUp = 20_000;

export async function launch() {
  const screen = await startScreen();
  const port = await freePort();
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
    // A system without a language, whose name is no language tag.
    env: { ...process.env, DISPLAY: screen.display, LC_ALL: "C" },
    stdio: "ignore",
  });
  const address = `http://127.0.0.1:${port}`;
  await answers(`${address}/status`);
  const options = { binary: program, args: ["--automation"] };
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
  const { sessionId } = await send("POST", `${address}/session`, { capabilities });
  const session = `${address}/session/${sessionId}`;
  const command = (method, path, body) => send(method, `${session}/${path}`, body);
  return {
    go: (url) => command("POST", "url", { url }),
    evaluate: (script) => command("POST", "execute/sync", { script, args: [] }),
    /** A click on the page, as a person gives it. */
    click: () => command("POST", "actions", { actions: [clickAt(2, 2)] }),
    windows: () => command("GET", "window/handles"),
    turnTo: (handle) => command("POST", "window", { handle }),
    closeWindow: () => command("DELETE", "window"),
    async close() {
      await send("DELETE", session).catch(() => {});
      driver.kill();
      screen.close();
    },
  };
}

/** A screen that nobody looks at; the server chooses its number. */
async function startScreen() {
  const server = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [number] = await once(createInterface(server.stdout), "line");
  return { display: `:${number}`, close: () => server.kill() };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function answers(url) {
  const end = Date.now() + startUp;
  for (;;) {
    const isThere = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    assert.ok(Date.now() < end, "WebKitWebDriver does not answer");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function clickAt(x, y) {
  const actions = [
    { type: "pointerMove", x, y },
    { type: "pointerDown", button: 0 },
    { type: "pointerUp", button: 0 },
  ];
  return { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions };
}

async function send(method, url, body) {
  const response = await fetch(url, { method, body: method === "POST" ? JSON.stringify(body ?? {}) : undefined });
  const { value } = await response.json();
  assert.ok(response.ok, `${method} ${url}: ${value?.message}`);
  return value;
}
