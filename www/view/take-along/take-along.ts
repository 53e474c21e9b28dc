// Offer the ways in which a story leaves the view: copied, saved, printed, shared.
import { toClearstoryError } from "../../shim/error";
import { copy } from "../clipboard";
import type { ViewContext } from "../context";
import type { TextFormat } from "../delivery";
import { button, make, signButton } from "../elements";
import type { MessageKey } from "../messages";
import { say } from "../say";
import { fileName, save } from "./save";

/** What the reader has added to a story. */
interface Additions {
  toMarkdown(): string;
}

/** The forms that a story is saved in. */
const files: readonly { label: MessageKey; format: TextFormat; extension: string; type: string }[] = [
  { label: "saveMarkdown", format: "markdown", extension: "md", type: "text/markdown;charset=utf-8" },
  { label: "saveHtml", format: "html", extension: "html", type: "text/html;charset=utf-8" },
];

export function takeAlong(context: ViewContext, additions: Additions): void {
  const { document, window, address, article, messages, delivery } = context;
  const title = article.metadata.title ?? messages.text("untitled");
  const menu = make(document, "div", "take-along");
  menu.popover = "auto";
  menu.setAttribute("role", "dialog");
  menu.setAttribute("aria-label", messages.text("takeAlong"));

  const render = async (format: TextFormat) => {
    const text = await delivery.render(article, format);
    return format === "markdown" ? text + additions.toMarkdown() : text;
  };
  const copied = async (parts: Promise<{ text: string; html?: string }>) =>
    say(document, messages.text((await copy(window, await parts)) ? "copied" : "notCopied"));
  const rich = async () => ({ text: await render("text"), html: await render("html") });
  const plain = async () => ({ text: await render("markdown") });

  const add = (label: MessageKey, run: () => unknown) => {
    const act = async () => {
      menu.hidePopover();
      try {
        await run();
      } catch (error) {
        say(document, messages.error(toClearstoryError(error).code));
      }
    };
    menu.append(button(document, "way", messages.text(label), () => void act()));
  };
  add("copyRich", () => copied(rich()));
  add("copyMarkdown", () => copied(plain()));
  for (const { label, format, extension, type } of files) {
    add(label, async () => save(window, await render(format), fileName(title, extension), type));
  }
  add("saveEpub", async () => {
    save(window, await delivery.bind(article), fileName(title, "epub"), "application/epub+zip");
  });
  add("print", () => window.print());
  if (window.navigator.share !== undefined) add("share", () => share(window, title, address));

  const opener = signButton(document, "take", messages.text("takeAlong"));
  opener.popoverTargetElement = menu;
  context.toolbar.add(opener);
  document.body.append(menu);
}

async function share(window: Window, title: string, url: string): Promise<void> {
  try {
    await window.navigator.share({ title, url });
  } catch (error) {
    // Whoever closes the system's sheet has changed their mind.
    if ((error as Error).name !== "AbortError") throw error;
  }
}
