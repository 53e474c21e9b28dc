// Load what colours code from beside this bundle, once there is code.
import type { Delivery } from "../view/delivery";

export const loadTokeniser: Delivery["loadTokeniser"] = async () => (await import("../view/code/tokens")).tokenise;
