// List the features of the view, in the order in which their tools stand in the toolbar.
import { readAloud } from "./aloud/aloud";
import { code } from "./code/code";
import type { Feature } from "./context";
import { embeds } from "./embeds/embeds";
import { fixing } from "./fixes/fixes";
import { keptPlace } from "./kept-place";
import { leftOut } from "./left-out";
import { lineFocus } from "./line-focus/line-focus";
import { marking } from "./marks/marks";
import { notes } from "./notes/notes";
import { otherStories } from "./other-stories";
import { outline } from "./outline";
import { pageChanges } from "./page-changes";
import { pictures } from "./pictures/pictures";
import { progress } from "./progress";
import { steps } from "./steps";

export const features: readonly Feature[] = [
  progress,
  outline,
  steps,
  readAloud,
  lineFocus,
  pictures,
  code,
  notes,
  marking,
  embeds,
  otherStories,
  leftOut,
  fixing,
  pageChanges,
  // Asks where things stand, and so comes when all of them are there: they are laid out once.
  keptPlace,
];
