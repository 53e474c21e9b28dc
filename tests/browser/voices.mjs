// Stand in for a browser's voices, which a machine for tests has none of: note what they are told, and let a test speak.
import { inFrame } from "./stories.mjs";

/** Give the view these voices. They say nothing until `word` and `end` are called. */
export async function giveVoices(page, voices = [{ name: "Alice", lang: "en-GB" }]) {
  await inFrame(
    page,
    (window, voices) => {
      const synthesis = Object.assign(new EventTarget(), {
        spoken: [],
        current: null,
        voices,
        getVoices: () => synthesis.voices,
        resume() {},
        cancel() {
          // As browsers do, what was cut off tells it later.
          const cut = synthesis.current;
          synthesis.current = null;
          queueMicrotask(() => cut?.onerror?.({ error: "interrupted" }));
        },
        speak(utterance) {
          const { text, lang, rate, voice } = utterance;
          synthesis.spoken.push({ text, lang, rate, voice: voice?.name ?? null });
          synthesis.current = utterance;
        },
      });
      Object.defineProperty(window, "speechSynthesis", { configurable: true, value: synthesis });
      window.SpeechSynthesisUtterance = class {
        constructor(text) {
          this.text = text;
        }
      };
    },
    voices.map((voice) => ({ voiceURI: `uri:${voice.name}`, localService: true, default: false, ...voice })),
  );
}

/** What has been spoken since the last time, in order. */
export function spoken(page) {
  return inFrame(page, (window) => window.speechSynthesis.spoken.splice(0));
}

export function texts(page) {
  return spoken(page).then((utterances) => utterances.map(({ text }) => text));
}

/** The voice comes to a word of what it is speaking. */
export function word(page, text) {
  return inFrame(
    page,
    ({ speechSynthesis: { current } }, text) =>
      current.onboundary({ name: "word", charIndex: current.text.indexOf(text), charLength: undefined }),
    text,
  );
}

/** The voice comes to the end of what it is speaking, or fails. */
export function end(page, error) {
  return inFrame(
    page,
    ({ speechSynthesis }, error) => {
      const ended = speechSynthesis.current;
      speechSynthesis.current = null;
      if (error) ended.onerror({ error });
      else ended.onend({});
    },
    error,
  );
}

export function isSilent(page) {
  return inFrame(page, (window) => window.speechSynthesis.current === null);
}
