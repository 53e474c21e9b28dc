// Read the story aloud by the browser's own voices, with the sentence and the word marked in it.
import type { ViewContext } from "../context";
import { isControl } from "../focus";
import { bringIntoSight, caretAt, isInSight, openBand } from "../place";
import type { Settings } from "../settings";
import { offsetOf, type ReadText, rangeOf, readText } from "../text";
import { markSentence, markWord, unmark } from "./marks";
import { createPlayer, type Player } from "./player";
import { type Sentence, sentencesOf } from "./sentences";
import { skippedBy } from "./skipped";
import { Speaker } from "./speaker";
import {
  baseLanguage,
  type ChosenVoices,
  chooseVoice,
  loadVoices,
  validVoices,
  voicesFor,
  voicesRecord,
} from "./voices";

export class Narration {
  readonly #context: ViewContext;
  readonly #onToggle: (isOpen: boolean) => void;
  /** The heading and the story. */
  readonly #article: HTMLElement;
  readonly #player: Player;
  readonly #speaker: Speaker;
  #voices: SpeechSynthesisVoice[] = [];
  #chosen: ChosenVoices = {};
  #read!: ReadText;
  #sentences: readonly Sentence[] = [];
  #shown: Range | undefined;
  /** While the window still moves to the sentence that is read. */
  #isMoving = false;

  constructor(context: ViewContext, onToggle: (isOpen: boolean) => void) {
    const { document, window, settings } = context;
    this.#context = context;
    this.#onToggle = onToggle;
    this.#article = context.story.closest("article")!;
    this.#player = createPlayer(context, {
      playOrPause: () => this.#playOrPause(),
      step: (by) => this.#speaker.goTo(this.#speaker.at + by),
      setVoice: (uri) => this.#setVoice(uri),
      close: () => void this.toggle(),
    });
    this.#speaker = new Speaker(
      window,
      { rate: () => settings.current.speechRate / 100, voiceFor: (language) => this.#voiceFor(language) },
      {
        onSentence: (sentence) => this.#showSentence(sentence),
        onWord: (sentence, from, to) => this.#showWord(this.#rangeIn(sentence, from, to)),
        onState: (isSpeaking) => this.#player.showSpeaking(isSpeaking),
        onFailure: () => this.#player.say(context.messages.text("voiceStopped")),
      },
    );
    this.#player.element.hidden = true;
    document.body.append(this.#player.element);
    this.#listen();
  }

  get isOpen(): boolean {
    return !this.#player.element.hidden;
  }

  /** Open the player and begin with what is on the screen, or end both. */
  async toggle(): Promise<void> {
    const isOpen = !this.isOpen;
    this.#player.element.hidden = !isOpen;
    this.#context.document.documentElement.classList.toggle("aloud", isOpen);
    this.#onToggle(isOpen);
    if (isOpen) {
      this.#readStory(this.#context.settings.current);
      this.#speaker.setSentences(this.#sentences, this.#sentenceAt(this.#firstInSight()));
      await this.#begin();
    } else {
      this.#end();
    }
  }

  #end(): void {
    this.#speaker.pause();
    this.#shown = undefined;
    unmark(this.#context.window);
  }

  #listen(): void {
    const { document, settings, signal } = this.#context;
    document.addEventListener("keydown", (event) => this.#press(event));
    document.addEventListener("scrollend", () => {
      this.#isMoving = false;
    });
    this.#article.addEventListener("click", (event) => this.#click(event));
    signal.addEventListener("abort", () => this.#speaker.pause());
    let before = settings.current;
    settings.watch((current) => {
      const last = before;
      before = current;
      if (!this.isOpen) return;
      if (skippedBy(current) !== skippedBy(last)) this.#readAgain(current);
      else if (current.speechRate !== last.speechRate) this.#speaker.renew();
    });
  }

  async #begin(): Promise<void> {
    const { window, store, messages, signal } = this.#context;
    const { speechSynthesis } = window;
    const stored = store.read(voicesRecord).catch(() => null);
    this.#voices = speechSynthesis ? await loadVoices(speechSynthesis) : [];
    this.#chosen = validVoices(await stored);
    if (!this.isOpen || signal.aborted) return;
    if (this.#voices.length > 0) this.#speaker.speak();
    else this.#player.say(messages.text("noVoices"));
  }

  #playOrPause(): void {
    if (this.#speaker.isSpeaking) this.#speaker.pause();
    else void this.#begin();
  }

  #setVoice(uri: string): void {
    const language = baseLanguage(this.#sentences[this.#speaker.at]?.language ?? "");
    this.#chosen = { ...this.#chosen, [language]: uri };
    // A full or forbidden store must not disturb the reading: the choice then lasts as long as the view.
    const change = (stored: unknown) => ({ ...validVoices(stored), [language]: uri });
    this.#context.store.update(voicesRecord, change).catch(() => {});
    this.#speaker.renew();
  }

  #readStory(settings: Settings): void {
    this.#read = readText(this.#article, skippedBy(settings));
    this.#sentences = sentencesOf(this.#read);
  }

  /** Go on at the same place of what is spoken now. */
  #readAgain(settings: Settings): void {
    const here = this.#shown;
    this.#readStory(settings);
    const offset = here ? offsetOf(this.#read, here.startContainer, here.startOffset) : 0;
    this.#speaker.setSentences(this.#sentences, this.#sentenceAt(offset));
  }

  #showSentence(sentence: Sentence): void {
    const { document, window, messages } = this.#context;
    const range = this.#rangeIn(sentence, 0, sentence.text.length);
    // Somebody who has scrolled away from what is read wants to look at something else.
    const isFollowed = this.#isMoving || !this.#shown || isInSight(document, this.#shown);
    this.#shown = range;
    markSentence(window, range);
    if (isFollowed) this.#isMoving = bringIntoSight(document, range) || this.#isMoving;
    this.#tell();
    if (this.#voices.length === 0) return;
    const voice = this.#voiceFor(sentence.language);
    this.#player.showVoices(voicesFor(this.#voices, sentence.language), voice);
    this.#player.say(voice ? "" : messages.text("noVoice", languageName(sentence.language, messages.language)));
  }

  #showWord(range: Range): void {
    markWord(this.#context.window, range);
    this.#tell();
  }

  /** Whoever follows what is spoken finds it by `spokenRange`. */
  #tell(): void {
    const { window, story } = this.#context;
    story.dispatchEvent(new window.Event("clearstory-spoken"));
  }

  #press(event: KeyboardEvent): void {
    if (!this.isOpen || event.ctrlKey || event.altKey || event.metaKey || isControl(event.target)) return;
    const isRightToLeft = this.#article.dir === "rtl";
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === " ") this.#playOrPause();
    else if (step) this.#speaker.goTo(this.#speaker.at + (isRightToLeft ? -step : step));
    else return;
    event.preventDefault();
  }

  /** Go to the sentence that was clicked, unless the click has selected text or meant something else. */
  #click(event: MouseEvent): void {
    const { document } = this.#context;
    if (!this.isOpen || isControl(event.target) || document.getSelection()?.type === "Range") return;
    const caret = caretAt(document, event.clientX, event.clientY);
    if (caret) this.#speaker.goTo(this.#sentenceAt(offsetOf(this.#read, caret.node, caret.offset)));
  }

  /** The number of the sentence at a place in the text, or of the next one. */
  #sentenceAt(offset: number): number {
    const index = this.#sentences.findIndex(({ start, text }) => start + text.length > offset);
    return index < 0 ? this.#sentences.length - 1 : index;
  }

  #firstInSight(): number {
    const { document, window } = this.#context;
    if (window.scrollY === 0) return 0;
    const { left, width } = this.#article.getBoundingClientRect();
    const caret = caretAt(document, left + width / 2, openBand(document).top + 1);
    return caret ? offsetOf(this.#read, caret.node, caret.offset) : 0;
  }

  #rangeIn({ start }: Sentence, from: number, to: number): Range {
    return rangeOf(this.#read, start + from, start + to);
  }

  #voiceFor(language: string): SpeechSynthesisVoice | undefined {
    return chooseVoice(this.#voices, language, this.#chosen);
  }
}

/** In the language of the interface, as far as the browser knows it. */
function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
