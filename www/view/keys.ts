// Take single keys as commands, unless the reader has turned that off, is writing, or means the browser.
import type { Choices } from "./choices";

export interface Command {
  /** As `KeyboardEvent.key` says it: "s", "?", "+". */
  readonly key: string;
  /** What it does, for the list of keys; without it, the key is another for a command that is listed. */
  readonly name?: string;
  run(): void;
}

/** A key that a feature takes by itself, while it is in use. */
export interface OtherKey {
  /** As it is printed in the list of keys. */
  readonly sign: string;
  readonly name: string;
}

export interface Keys {
  readonly commands: readonly Command[];
  readonly others: readonly OtherKey[];
  add(...commands: Command[]): void;
  /** Name further keys in the list. */
  tell(...others: OtherKey[]): void;
}

export function listenForKeys(window: Window, settings: Choices): Keys {
  const commands: Command[] = [];
  const others: OtherKey[] = [];
  window.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!settings.current.keys || isTyping(event.target)) return;
    const command = commands.find(({ key }) => key === event.key.toLowerCase());
    if (!command) return;
    event.preventDefault();
    command.run();
  });
  return {
    commands,
    others,
    add: (...more) => void commands.push(...more),
    tell: (...more) => void others.push(...more),
  };
}

/** Fields, and lists that are searched by typing. */
export function isTyping(target: EventTarget | null): boolean {
  return (target as Element | null)?.matches?.("input, select, textarea, [contenteditable]") ?? false;
}
