// List the features of the view, in the order in which their tools stand in the toolbar.
import type { Feature } from "./context";

export const features: readonly Feature[] = [];
