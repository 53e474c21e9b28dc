// Ask DOMPurify, as a second judge, what it would take out of a text that is made of a story.
import DOMPurify from "/node_modules/dompurify/dist/purify.es.mjs";

/** What it takes out of anything for not being on its list, though it is harmless where it stands in what we make. */
const harmless = {
  // Our document's own head, whose `content` and `href` no browser acts on.
  ADD_TAGS: ["meta", "link"],
  ADD_ATTR: [
    "charset",
    "content",
    // Each link that opens a window has rel="noopener noreferrer" beside it.
    "target",
    // The text of a formula, for those who cannot see it.
    "alttext",
    // What books say of notes and languages.
    "epub:type",
    "xml:lang",
    "xmlns:epub",
  ],
};

/** Attributes that hold a text. It takes out one that has `</script>` in it: a text about scripts has that. */
const texts = ["alt", "alttext", "title", "content"];

/** What is taken out of `html`, or nothing. */
export function judge(html) {
  DOMPurify.sanitize(html, { ...harmless, WHOLE_DOCUMENT: true });
  const removed = DOMPurify.removed.filter(({ attribute }) => !attribute || !texts.includes(attribute.name));
  const said = removed.map(({ element, attribute, from }) =>
    element ? `<${element.nodeName}>` : `<${from?.nodeName} ${attribute?.name}="${attribute?.value}">`,
  );
  return said.length > 0 ? said.join(", ") : undefined;
}
