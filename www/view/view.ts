// Show a story, or the reason why there is none, in place of the page.
import type { Article, Choice, Source } from "../shim/article";
import type { ClearstoryError } from "../shim/error";
import type { View } from "../shim/open";
import { plain } from "../shim/plain";
import { make } from "./elements";
import { backButton, notice } from "./notice";
import { wayButtons } from "./offers";
import { sampleScreen } from "./page-place";
import { rememberedPlace } from "./places";
import { showSelections } from "./selections";
import { openStage, type Stage, type StageOptions } from "./stage";

export interface ViewOptions extends StageOptions {
  /** What the story was selected by. */
  choice?: Choice;
  /** Copy what the reader has selected on the page, if anything. */
  copySelected?: () => Source | undefined;
}

/** Cover `document` with the clear view of `article`, and of what the reader makes of it. */
export async function showArticle(document: Document, article: Article, options: ViewOptions): Promise<View> {
  const page = plain(document);
  const samples = sampleScreen(page);
  const place = rememberedPlace(options.store, options.source?.url ?? page.URL);
  const start = place.then((remembered) => ({ samples, remembered }));
  const stage = openStage(page, options);
  const first = { article, choice: options.choice ?? {}, source: options.source };
  await showSelections(stage, page, first, options, start);
  return viewOn(stage);
}

/** Cover a page with the sentence that says why there is no story, and with what can be read nevertheless. */
export async function showError(covered: Document, error: ClearstoryError, options: ViewOptions): Promise<View> {
  const page = plain(covered);
  const { messages, delivery, source } = options;
  const stage = openStage(page, options);
  const showAll = async (all: Source) => {
    const choice = { all: true };
    const article = await delivery.select(all, choice);
    if (!stage.isOpen) return;
    await showSelections(stage, page, { article, choice, source: all }, options, Promise.resolve({}));
  };
  await stage.show(Promise.resolve(), ({ document, main, close }) => {
    document.title = messages.text("view");
    const back = backButton(document, messages);
    back.addEventListener("click", close);
    const section = make(document, "section");
    const title = make(document, "h1", "", messages.text("view"));
    section.append(title, notice(document, messages.error(error.code) || error.message));
    // Of a page that the engine has read, all can be shown.
    if (source && error.code === "no-story") {
      section.append(
        wayButtons(document, messages, {
          source,
          copySelected: options.copySelected ?? (() => undefined),
          show: showAll,
        }),
      );
    }
    section.append(back);
    main.append(section);
  });
  return viewOn(stage);
}

function viewOn(stage: Stage): View {
  return {
    get isOpen() {
      return stage.isOpen;
    },
    close: stage.close,
  };
}
