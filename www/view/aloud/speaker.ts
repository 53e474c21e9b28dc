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

export interface Speaker {
  readonly isSpeaking: boolean;
  /** The number of the sentence. */
  readonly at: number;
  speak(): void;
  pause(): void;
  /** Go to a sentence, or into it; speaks on if it was speaking. */
  goTo(index: number, offset?: number): void;
  /** Speak on in the manner as it is now, from the word. */
  renew(): void;
  /** Replace what is spoken, and go to a place in it. */
  setSentences(sentences: readonly Sentence[], index: number): void;
}

export function createSpeaker(window: Window & typeof globalThis, manner: Manner, hearing: Hearing): Speaker {
  const { speechSynthesis } = window;
  let sentences: readonly Sentence[] = [];
  let index = 0;
  let offset = 0;
  /** Held so that it is not collected while it is spoken; what an earlier one still tells is not heard. */
  let current: SpeechSynthesisUtterance | undefined;

  const silence = () => {
    // What the page itself says is no business of ours.
    if (!current) return;
    current = undefined;
    speechSynthesis.cancel();
  };
  const setState = (isSpeaking: boolean) => {
    if (!isSpeaking) silence();
    hearing.onState(isSpeaking);
  };
  const utter = () => {
    const sentence = sentences[index];
    if (!sentence) {
      index = 0;
      offset = 0;
      setState(false);
      return;
    }
    hearing.onSentence(sentence);
    current = utterance(sentence, offset);
    speechSynthesis.speak(current);
  };

  const utterance = (sentence: Sentence, base: number) => {
    const made = new window.SpeechSynthesisUtterance(sentence.text.slice(base));
    const voice = manner.voiceFor(sentence.language);
    made.lang = voice?.lang ?? sentence.language;
    if (voice) made.voice = voice;
    made.rate = manner.rate();
    made.onboundary = ({ name, charIndex, charLength }) => {
      if (made !== current || name === "sentence") return;
      offset = base + charIndex;
      hearing.onWord(sentence, offset, charLength ? offset + charLength : wordEnd(sentence, offset));
    };
    made.onend = () => {
      if (made !== current) return;
      index++;
      offset = 0;
      utter();
    };
    made.onerror = () => {
      if (made !== current) return;
      setState(false);
      hearing.onFailure();
    };
    return made;
  };

  const goTo = (to: number, into = 0) => {
    index = Math.max(0, Math.min(to, sentences.length - 1));
    offset = into;
    const sentence = sentences[index];
    if (current) {
      silence();
      utter();
    } else if (sentence) hearing.onSentence(sentence);
  };
  return {
    get isSpeaking() {
      return current !== undefined;
    },
    get at() {
      return index;
    },
    speak() {
      if (current || sentences.length === 0) return;
      hearing.onState(true);
      // Another page may have left the voices paused.
      speechSynthesis.resume();
      utter();
    },
    pause: () => setState(false),
    goTo,
    renew() {
      if (current) goTo(index, offset);
    },
    setSentences(others, to) {
      const isSame = sentences[index]?.text === others[to]?.text;
      sentences = others;
      goTo(to, isSame ? offset : 0);
    },
  };
}
