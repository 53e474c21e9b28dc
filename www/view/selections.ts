// Show the story as the reader chooses it, and go back and forth between choices.
import type { Article, Choice, Source } from "../shim/article";
import { anchorIn } from "./anchor";
import type { Session, Shell, Start, ViewContext } from "./context";
import { doubt } from "./doubt";
import { features } from "./features";
import { keepMeasure } from "./measure";
import { follow } from "./reading";
import type { Stage } from "./stage";
import { storyPage } from "./story";
import type { ViewOptions } from "./view";

/** A story, and what it was selected by. */
interface Selected {
  readonly article: Article;
  readonly choice: Choice;
  readonly source: Source | undefined;
}

/** Choices that can be taken back. */
const mostSteps = 50;

/** The engine takes what is not there for no choice, and what is undefined for a wrong one. */
function withoutGaps(choice: Choice): Choice {
  return Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined));
}

/** Show the first selection, and after it each that the reader asks for. */
export async function showSelections(
  stage: Stage,
  page: Document,
  first: Selected,
  options: ViewOptions,
  start: Promise<Start>,
): Promise<void> {
  const languages = page.defaultView?.navigator.languages ?? [];
  const fixes = first.choice.fixes ?? [];
  const session: Session = { hasMoved: false, isFixing: false, remembers: true, fixes, keptBefore: fixes };
  const copySelected = options.copySelected ?? (() => undefined);
  /** What was chosen one after the other, and which of it is shown. */
  let history: readonly Selected[] = [];
  let at = 0;
  /** Counts what the reader asks for: an answer to an earlier question is not shown. */
  let asked = 0;
  let current: ViewContext | undefined;

  const show = async (timeline: readonly Selected[], place: number, start: Promise<Start>) => {
    const selected = timeline[place]!;
    await stage.show(start, (shell, begin) => {
      const next: ViewContext = { ...contextOf(shell, selected, begin), step: (by) => stepIn(timeline, place + by) };
      doubt(next);
      for (const mount of features) mount(next);
      shell.whenSeen(() => {
        [history, at, current] = [timeline, place, next];
      });
    });
  };

  const contextOf = (shell: Shell, selected: Selected, begin: Start): Omit<ViewContext, "step"> => {
    const { document, main, messages, settings, window } = shell;
    const { article } = selected;
    document.title = article.metadata.title ?? messages.text("untitled");
    const { page: articlePage, story, nodeAt } = storyPage(document, article, messages, languages);
    keepMeasure(settings, main, articlePage);
    main.append(articlePage);
    const reading = follow(window, story, settings);
    const anchor = current && current.source === selected.source ? anchorIn(current) : undefined;
    const start = anchor ? { anchor } : begin;
    return { ...shell, ...selected, session, story, nodeAt, reading, start, reselect, copySelected };
  };

  const reselect = async (wanted: Choice, source = current?.source) => {
    const turn = ++asked;
    const choice = withoutGaps(wanted);
    const article = await options.delivery.select(source!, choice);
    if (turn !== asked || !stage.isOpen) return;
    const past = history.slice(Math.max(0, at + 2 - mostSteps), at + 1);
    await show([...past, { article, choice, source }], past.length, Promise.resolve({}));
  };

  const stepIn = (timeline: readonly Selected[], place: number) => {
    if (!timeline[place]) return undefined;
    return () => {
      asked++;
      return show(timeline, place, Promise.resolve({}));
    };
  };

  await show([first], 0, start);
}
