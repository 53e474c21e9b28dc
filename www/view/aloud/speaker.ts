// Speak sentences, an utterance each, and go on from the word whenever something changes.
import { type Sentence, wordEnd } from "./sentences";

export interface Manner {
  rate(): number;
  voiceFor(language: string): SpeechSynthesisVoice | undefined;
}

interface Hearing {
  onSentence(sentence: Sentence): void;
  /** A word of the sentence, by its places in it; not every voice tells them. */
  onWord(sentence: Sentence, start: number, end: number): void;
  onState(isSpeaking: boolean): void;
  onFailure(): void;
}

export class Speaker {
  readonly #window: Window & typeof globalThis;
  readonly #manner: Manner;
  readonly #hearing: Hearing;
  #sentences: readonly Sentence[] = [];
  #index = 0;
  /** Where in the sentence the last word began. */
  #offset = 0;
  /** Held so that it is not collected while it is spoken; what an earlier one still tells is not heard. */
  #current: SpeechSynthesisUtterance | undefined;

  constructor(window: Window & typeof globalThis, manner: Manner, hearing: Hearing) {
    this.#window = window;
    this.#manner = manner;
    this.#hearing = hearing;
  }

  get isSpeaking(): boolean {
    return this.#current !== undefined;
  }

  /** The number of the sentence. */
  get at(): number {
    return this.#index;
  }

  speak(): void {
    if (this.#current || this.#sentences.length === 0) return;
    this.#hearing.onState(true);
    // Another page may have left the voices paused.
    this.#window.speechSynthesis.resume();
    this.#utter();
  }

  pause(): void {
    this.#silence();
    this.#hearing.onState(false);
  }

  /** Go to a sentence, or into it; speaks on if it was speaking. */
  goTo(index: number, offset = 0): void {
    this.#index = Math.max(0, Math.min(index, this.#sentences.length - 1));
    this.#offset = offset;
    const sentence = this.#sentences[this.#index];
    if (this.#current) {
      this.#silence();
      this.#utter();
    } else if (sentence) this.#hearing.onSentence(sentence);
  }

  /** Speak on in the manner as it is now, from the word. */
  renew(): void {
    if (this.#current) this.goTo(this.#index, this.#offset);
  }

  /** Replace what is spoken, and go to a place in it. */
  setSentences(sentences: readonly Sentence[], index: number): void {
    const isSame = this.#sentences[this.#index]?.text === sentences[index]?.text;
    this.#sentences = sentences;
    this.goTo(index, isSame ? this.#offset : 0);
  }

  #silence(): void {
    // What the page itself says is no business of ours.
    if (!this.#current) return;
    this.#current = undefined;
    this.#window.speechSynthesis.cancel();
  }

  #utter(): void {
    const sentence = this.#sentences[this.#index];
    if (!sentence) {
      this.#index = 0;
      this.#offset = 0;
      this.pause();
      return;
    }
    this.#hearing.onSentence(sentence);
    this.#current = this.#utterance(sentence, this.#offset);
    this.#window.speechSynthesis.speak(this.#current);
  }

  /** What is left of a sentence from `base` on. */
  #utterance(sentence: Sentence, base: number): SpeechSynthesisUtterance {
    const made = new this.#window.SpeechSynthesisUtterance(sentence.text.slice(base));
    const voice = this.#manner.voiceFor(sentence.language);
    made.lang = voice?.lang ?? sentence.language;
    if (voice) made.voice = voice;
    made.rate = this.#manner.rate();
    const ifHeard = (tell: () => void) => made === this.#current && tell();
    made.onboundary = (event) => ifHeard(() => this.#word(sentence, base, event));
    made.onend = () => ifHeard(() => this.#next());
    made.onerror = () => ifHeard(() => this.#fail());
    return made;
  }

  #word(sentence: Sentence, base: number, { name, charIndex, charLength }: SpeechSynthesisEvent): void {
    if (name === "sentence") return;
    const start = base + charIndex;
    this.#offset = start;
    this.#hearing.onWord(sentence, start, charLength ? start + charLength : wordEnd(sentence, start));
  }

  #next(): void {
    this.#index++;
    this.#offset = 0;
    this.#utter();
  }

  #fail(): void {
    this.pause();
    this.#hearing.onFailure();
  }
}
