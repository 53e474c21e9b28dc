// Define what the extension's own pages and the background say to each other, and check it on arrival.
import { isRecord } from "../shim/record";
import { siteOf } from "./site-names";

/** The chosen sites are wanted, after one is added or removed. Leave for a site is asked in the page, by a gesture. */
export interface SitesMessage {
  type: "sites";
  add?: string;
  remove?: string;
}

export interface SitesReply {
  sites: string[];
}

export function isSitesMessage(message: unknown): message is SitesMessage {
  return isRecord(message) && message.type === "sites" && [message.add, message.remove].every(isSiteOrNone);
}

function isSiteOrNone(site: unknown): boolean {
  return site === undefined || (typeof site === "string" && siteOf(site) === site);
}

export function isSitesReply(reply: unknown): reply is SitesReply {
  return isRecord(reply) && Array.isArray(reply.sites);
}
