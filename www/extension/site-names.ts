// Name sites by the pattern that browsers have for all pages of one.

/** The pattern for the site that `address` is on; undefined where no leave can be had for it. */
export function siteOf(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const { protocol, hostname } = new URL(address);
  // To the standard of addresses a star is as good a name as any; to the browser's leave it is every name.
  return /^https?:$/.test(protocol) && /^[^*]+$/.test(hostname) ? `${protocol}//${hostname}/*` : undefined;
}

/** The same for what a person types, who may leave out how the site is reached. */
export function typedSite(text: string): string | undefined {
  const address = text.trim();
  const site = siteOf(/^https?:\/\//i.test(address) ? address : `https://${address}`);
  // A word alone is a name as well to the standard of addresses, but not to a person.
  return /[.:]|^https?:\/\/localhost\//.test(site?.slice("https://".length) ?? "") ? site : undefined;
}

/** What a person calls it. */
export function nameOf(site: string): string {
  return site.replace(/^https:\/\/|\/\*$/g, "");
}

/** What is valid in a list of sites, whoever made it. */
export function sitesIn(list: unknown): string[] {
  const known = Array.isArray(list) ? list.filter((site) => typeof site === "string" && siteOf(site) === site) : [];
  return [...new Set<string>(known)].sort();
}
