// Keep a reader's records from a tab: the background holds them, where no other window can come between.
import { ClearstoryError } from "../shim/error";
import type { Store } from "../view/store";
import { ask } from "./ask";
import { isReadReply, isSwapReply, type ReadMessage, type SwapMessage } from "./store-messages";

/** Other windows that write the same record at the same time. */
const mostRivals = 100;

export const extensionStore: Store = {
  async read(name) {
    const message: ReadMessage = { type: "read", name };
    const reply = await ask(message, isReadReply);
    if (reply?.outcome !== "found") throw new ClearstoryError("disconnected");
    return reply.value;
  },
  async update(name, change) {
    let before = await extensionStore.read(name);
    for (let rivals = 0; rivals < mostRivals; rivals++) {
      const message: SwapMessage = { type: "swap", name, before, after: change(before) };
      const reply = await ask(message, isSwapReply);
      if (reply?.outcome === "stored") return;
      if (reply?.outcome !== "changed") break;
      before = reply.value;
    }
    throw new Error("The browser has not stored it.");
  },
};
