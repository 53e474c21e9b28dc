// Fill the page that is shown once, after the installation.
import { sayWords, text } from "./page-words";

document.title = text("extensionWelcome");
await sayWords();
