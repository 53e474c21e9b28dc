// Take single keys as commands, unless the reader has turned that off, is writing, or means the browser.
import type { Choices } from "./choices";

export interface Command {
  /** As `KeyboardEvent.key` says it: "s", "?", "+". */
  readonly key: string;
  /** What it does, for the list of keys; without it, the key is another for a command that is listed. */
  readonly name?: string;
  run(): void;
}

export interface Keys {
  readonly commands: readonly Command[];
  add(...commands: Command[]): void;
}

export function listenForKeys(window: Window, settings: Choices): Keys {
  const commands: Command[] = [];
  window.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!settings.current.keys || isTyping(event.target)) return;
    const command = commands.find(({ key }) => key === event.key.toLowerCase());
    if (!command) return;
    event.preventDefault();
    command.run();
  });
  return { commands, add: (...more) => void commands.push(...more) };
}

/** Fields, and lists that are searched by typing. */
function isTyping(target: EventTarget | null): boolean {
  return (target as Element | null)?.matches?.("input, select, textarea, [contenteditable]") ?? false;
}
