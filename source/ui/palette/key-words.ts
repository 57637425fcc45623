import type { Command, KeyBinding } from '../kit/key-binding.ts';

/** The key that does the same as a command, in brackets; empty where none does. */
export function keyWords(bindings: readonly KeyBinding[], command: Command | null): string {
  const same = (other: Command) => JSON.stringify(other) === JSON.stringify(command);
  const binding = bindings.find((candidate) => candidate.keys.length > 0 && same(candidate.command));
  return command === null || binding === undefined ? '' : ` (${binding.shown})`;
}
