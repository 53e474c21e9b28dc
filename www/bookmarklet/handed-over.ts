// Take the page that the bookmarklet hands over to this window: once, from the window that opened it, and only as its own.
import type { Source } from "../shim/article";
import { ClearstoryError } from "../shim/error";

/** Milliseconds. A page that has answered nothing by then will not: it is gone, or it keeps messages to itself. */
const patience = 10_000;

/**
 * Ask the opener for its page. The nonce stands in this window's address, where only the bookmarklet has put it. Nothing
 * comes of it where the opener keeps other windows away from itself (COOP), or where nobody has opened this one.
 */
export function receivePage(window: Window): Promise<Source> {
  const opener = window.opener as Window | null;
  const nonce = window.location.hash.slice(1);
  window.history.replaceState(null, "", window.location.pathname);
  if (!opener || nonce === "") return Promise.reject(new ClearstoryError("not-handed-over"));

  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    const end = () => {
      clearTimeout(timer);
      ended.abort();
      // Neither side has any more to do with the other.
      window.opener = null;
    };
    const timer = setTimeout(() => {
      end();
      reject(new ClearstoryError("not-handed-over"));
    }, patience);
    window.addEventListener(
      "message",
      ({ source, origin, data }) => {
        if (source !== opener || !isHandedOver(data) || data.nonce !== nonce || originOf(data.url) !== origin) return;
        end();
        resolve({ html: data.html, url: data.url });
      },
      { signal: ended.signal },
    );
    opener.postMessage(nonce, "*");
  });
}

interface HandedOver extends Source {
  nonce: string;
}

function isHandedOver(data: unknown): data is HandedOver {
  if (typeof data !== "object" || data === null) return false;
  const { nonce, html, url } = data as Partial<Record<keyof HandedOver, unknown>>;
  return [nonce, html, url].every((value) => typeof value === "string");
}

/** As messages tell it: "null" for what has no site, such as a file. */
function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
