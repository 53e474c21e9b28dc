// Choose the largest of the files that a page names for a picture.

/** An address that the picture itself has; none is made up. */
export function largestSource(picture: HTMLImageElement): string {
  let largest = { size: 0, source: picture.getAttribute("src") ?? picture.currentSrc };
  // policy.ts has let through only absolute addresses with one descriptor each.
  for (const candidate of (picture.getAttribute("srcset") ?? "").split(/,\s+/)) {
    const [source = "", descriptor = "1x"] = candidate.split(/\s+/);
    const size = Number.parseFloat(descriptor);
    if (source && size > largest.size) largest = { size, source };
  }
  return largest.source;
}
