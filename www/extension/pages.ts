// Answer what the extension's own pages ask.
import { isSitesMessage, type SitesMessage, type SitesReply } from "./page-messages";
import { ownPage, readRecord, swapRecord } from "./records";
import { addSite, chosenSites, removeSite } from "./sites";
import { isReadMessage, isSwapMessage } from "./store-messages";

/** The answer to a message from a page of the extension; undefined where it is no such message. */
export function answerPage(message: unknown): Promise<object> | undefined {
  if (isSitesMessage(message)) return changeSites(message);
  if (isReadMessage(message)) return readRecord(message.name, ownPage);
  if (isSwapMessage(message)) return swapRecord(message, ownPage);
  return undefined;
}

async function changeSites({ add, remove }: SitesMessage): Promise<SitesReply> {
  if (add) await addSite(add);
  if (remove) await removeSite(remove);
  return { sites: await chosenSites() };
}
