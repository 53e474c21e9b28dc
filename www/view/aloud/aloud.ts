// Put "read aloud" into the toolbar and its choices into the settings; what reads is made when it is first wanted.
import type { Feature } from "../context";
import { checkbox } from "../controls";
import { signButton } from "../elements";
import { Narration } from "./narration";

export const readAloud: Feature = (context) => {
  const { document, messages, toolbar, panel, keys } = context;
  const button = signButton(document, "aloud", messages.text("aloud"));
  button.setAttribute("aria-expanded", "false");
  let narration: Narration | undefined;
  const toggle = () => {
    narration ??= new Narration(context, (isOpen) => {
      button.setAttribute("aria-expanded", String(isOpen));
      // What had the focus is gone from the screen.
      if (!isOpen) button.focus();
    });
    void narration.toggle();
  };
  button.addEventListener("click", toggle);
  toolbar.add(button);
  keys.add({ key: "l", name: messages.text("aloud"), run: toggle });
  // Those that lead on and back lie as the story runs.
  const [back, on] = context.article.metadata.direction === "rtl" ? ["→", "←"] : ["←", "→"];
  keys.tell(
    { sign: "␣", name: `${messages.text("aloud")}: ${messages.text("play")}, ${messages.text("pause")}` },
    { sign: back!, name: `${messages.text("aloud")}: ${messages.text("lastSentence")}` },
    { sign: on!, name: `${messages.text("aloud")}: ${messages.text("nextSentence")}` },
  );
  panel.add(
    checkbox(context, "readCode", messages.text("readCode")),
    checkbox(context, "readCaptions", messages.text("readCaptions")),
    checkbox(context, "readNoteMarks", messages.text("readNoteMarks")),
  );
};
