// Find the voices that speak a language, and choose one.
import type { Store } from "../store";

/** The voice chosen for each language, named by its `voiceURI`. */
export type ChosenVoices = Readonly<Record<string, string>>;

/** More languages than anybody hears. */
const mostChosen = 100;

/** What is stored is judged before it is used. */
export function validVoices(stored: unknown): ChosenVoices {
  const entries = Object.entries(stored ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(entries.slice(0, mostChosen));
}

/** The name of the record of them. */
export const voicesRecord = "voices";

/** Add those that were chosen in another browser. */
export async function addVoices(store: Store, given: unknown): Promise<void> {
  const voices = validVoices(given);
  if (Object.keys(voices).length === 0) return;
  await store.update(voicesRecord, (stored) => ({ ...voices, ...validVoices(stored) }));
}

/** The language without its region and script: what a chosen voice is remembered for. */
export function baseLanguage(tag: string): string {
  // Android parts them by "_".
  return tag.split(/[-_]/, 1)[0]!.toLowerCase();
}

/** Those that speak `language`, the best first; all where the story does not name its language. */
export function voicesFor(voices: readonly SpeechSynthesisVoice[], language: string): SpeechSynthesisVoice[] {
  const wanted = language.toLowerCase();
  const rank = (voice: SpeechSynthesisVoice) =>
    (voice.lang.replace("_", "-").toLowerCase() === wanted ? 4 : 0) +
    // A voice of this computer tells no one what is read.
    (voice.localService ? 2 : 0) +
    (voice.default ? 1 : 0);
  return voices
    .filter((voice) => !language || baseLanguage(voice.lang) === baseLanguage(language))
    .sort((one, other) => rank(other) - rank(one));
}

export function chooseVoice(
  voices: readonly SpeechSynthesisVoice[],
  language: string,
  chosen: ChosenVoices,
): SpeechSynthesisVoice | undefined {
  const fitting = voicesFor(voices, language);
  return fitting.find(({ voiceURI }) => voiceURI === chosen[baseLanguage(language)]) ?? fitting[0];
}

/** Milliseconds. Browsers that load their voices late do it within a moment; those that have none never say so. */
const patience = 1500;

/** All voices, once they are there; none where there are none. */
export function loadVoices(synthesis: SpeechSynthesis): Promise<SpeechSynthesisVoice[]> {
  const voices = synthesis.getVoices();
  if (voices.length > 0) return Promise.resolve(voices);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      synthesis.removeEventListener("voiceschanged", done);
      resolve(synthesis.getVoices());
    };
    const timer = setTimeout(done, patience);
    synthesis.addEventListener("voiceschanged", done);
  });
}
