// Make the player: the bar at the foot of the view that says what is spoken, how fast and by whom.
import type { ViewContext } from "../context";
import { slider } from "../controls";
import { make, signButton } from "../elements";
import { icon } from "../icons";

interface PlayerActions {
  playOrPause(): void;
  step(by: -1 | 1): void;
  setVoice(uri: string): void;
  close(): void;
}

export interface Player {
  readonly element: HTMLElement;
  showSpeaking(isSpeaking: boolean): void;
  /** List the voices for what is spoken now. */
  showVoices(voices: readonly SpeechSynthesisVoice[], chosen: SpeechSynthesisVoice | undefined): void;
  say(sentence: string): void;
}

export function createPlayer(context: ViewContext, actions: PlayerActions): Player {
  const { document, messages } = context;
  const element = make(document, "div", "player");
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", messages.text("aloud"));

  const play = signButton(document, "play", messages.text("play"));
  const last = signButton(document, "last", messages.text("lastSentence"));
  const next = signButton(document, "next", messages.text("nextSentence"));
  const close = signButton(document, "close", messages.text("stopReading"));
  play.addEventListener("click", actions.playOrPause);
  last.addEventListener("click", () => actions.step(-1));
  next.addEventListener("click", () => actions.step(1));
  close.addEventListener("click", actions.close);

  const percent = (value: number) => messages.number(value / 100, { style: "percent" });
  const speed = slider(context, "speechRate", messages.text("speechRate"), percent);
  const voice = make(document, "label", "voice", messages.text("voice"));
  const voices = make(document, "select");
  voices.addEventListener("change", () => actions.setVoice(voices.value));
  voice.append(voices);
  // Until the browser has named any.
  voice.hidden = true;
  const status = make(document, "p");
  status.setAttribute("role", "status");
  element.append(status, last, play, next, speed, voice, close);

  return {
    element,
    showSpeaking(isSpeaking) {
      const label = messages.text(isSpeaking ? "pause" : "play");
      play.title = label;
      play.setAttribute("aria-label", label);
      play.replaceChildren(icon(document, isSpeaking ? "pause" : "play"));
    },
    showVoices(fitting, chosen) {
      voice.hidden = fitting.length === 0;
      voices.replaceChildren(
        ...fitting.map(({ voiceURI, name }) => {
          const option = make(document, "option", "", name);
          option.value = voiceURI;
          return option;
        }),
      );
      voices.value = chosen?.voiceURI ?? "";
    },
    say(sentence) {
      // The same words again would be read out again.
      if (status.textContent !== sentence) status.textContent = sentence;
    },
  };
}
