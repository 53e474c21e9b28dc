// Take a story's pictures out of what the browser has loaded, for a book; no server is asked for any.
import type { Article } from "./article";
import type { Pictures } from "./engine";

/** The pictures of the page's own site that are in the browser's cache. The others can be read by no script. */
export async function picturesAtHand({ content, metadata }: Article): Promise<Pictures> {
  const inStory = content.map((node) => ("tag" in node && node.tag === "img" ? node.attributes.src : undefined));
  const addresses = new Set([...inStory, metadata.leadImage].filter(isOwn));
  const found = await Promise.all([...addresses].map(async (address) => [address, await cached(address)] as const));
  return Object.fromEntries(found.flatMap(([address, bytes]) => (bytes ? [[address, bytes]] : [])));
}

function isOwn(address: string | null | undefined): address is string {
  return typeof address === "string" && URL.canParse(address) && new URL(address).origin === location.origin;
}

async function cached(address: string): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(address, { cache: "only-if-cached", mode: "same-origin" });
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  } catch {
    // It is not in the cache, or the page's policy lets no script read it.
    return undefined;
  }
}
