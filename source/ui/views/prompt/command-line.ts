import { closest } from '../../../base/close-names.ts';
import type { Completion, Suggestion } from '../../../store/filter/completion.ts';
import type { CommandContext } from '../../palette/command-context.ts';
import { PALETTE, type PaletteCommand } from '../../palette/palette.ts';
import type { TypedCommand } from '../../palette/typed-command.ts';

/** Short names that people's fingers know. */
const HABITS: Readonly<Record<string, string>> = { q: 'quit', 'q!': 'quit', wq: 'quit', h: 'help' };

/** What a typed line asks for. A name may be shortened as far as it stays the only one. */
export function parseCommand(line: string, here: CommandContext): TypedCommand {
  const [, typed = '', text = ''] = /^\s*:?\s*(\S*)\s*(.*?)\s*$/s.exec(line) ?? [];
  if (typed === '') return { kind: 'nothing' };
  const command = findPaletteCommand(typed.toLowerCase());
  if (command === undefined) return { kind: 'wrong', message: unknownCommand(typed.toLowerCase()) };
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return command.read(words, text, here);
}

function findPaletteCommand(typed: string): PaletteCommand | undefined {
  const name = HABITS[typed] ?? typed;
  const matching = beginningWith(name);
  return (
    PALETTE.find((command) => command.name === name) ?? (matching.length === 1 ? matching[0] : undefined)
  );
}

function beginningWith(start: string): readonly PaletteCommand[] {
  return PALETTE.filter((command) => command.name.startsWith(start));
}

function unknownCommand(typed: string): string {
  const matching = beginningWith(typed);
  if (matching.length > 1) return `:${typed} may be ${matching.map(({ name }) => `:${name}`).join(', ')}`;
  const close = closest(typed, PALETTE, ({ name }) => [name]).map(({ name }) => `:${name}`);
  return `there is no command :${typed}; ${close.length > 0 ? `close: ${close.join(', ')}` : '? lists them all'}`;
}

/** What may stand at the cursor of a command line: names of commands, then what a command takes. */
export function commandCompletion(text: string, cursor: number, here: CommandContext): Completion {
  const typed = text.slice(0, cursor);
  const [name = '', ...rest] = typed.split(/\s+/);
  const argument = rest.at(-1);
  if (argument === undefined) {
    const names = beginningWith(name.toLowerCase()).map(({ name: label }) => ({ insert: label, label }));
    return completion(0, cursor, names);
  }
  const command = findPaletteCommand(name.toLowerCase());
  const words = (command?.words(here, rest.slice(0, -1)) ?? [])
    .filter((word) => word.startsWith(argument.toLowerCase()))
    .map((word) => ({ insert: word, label: word }));
  return completion(cursor - argument.length, cursor, words);
}

function completion(start: number, end: number, suggestions: readonly Suggestion[]): Completion {
  return { of: suggestions.length > 0 ? 'values' : 'nothing', start, end, suggestions };
}

/** The command that a line is about, once there is only one that it can be. */
export function commandOfLine(text: string): PaletteCommand | undefined {
  const name = text.trim().replace(/^:/, '').split(/\s+/)[0] ?? '';
  return name === '' ? undefined : findPaletteCommand(name.toLowerCase());
}
