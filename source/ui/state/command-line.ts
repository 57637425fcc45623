import type { Completion } from '../../store/filter/completion.ts';
import { VIEWS } from '../keys.ts';
import { parseWatch, WATCH_WORDS, type WatchAsk } from '../live/watch-command.ts';

/** What a typed command asks for. */
export type TypedCommand =
  | { readonly kind: 'open'; readonly view: string }
  /** Filters the open table; null: every region. */
  | { readonly kind: 'region'; readonly region: string | null }
  | { readonly kind: 'pick'; readonly what: 'regions' | 'profiles' }
  | {
      readonly kind: 'do';
      readonly command: 'export' | 'help' | 'quit' | 'new scan' | 'problems' | 'topology';
    }
  | { readonly kind: 'watch'; readonly ask: WatchAsk }
  | { readonly kind: 'nothing' }
  /** In one line, what is wrong with it. */
  | { readonly kind: 'wrong'; readonly message: string };

const ACTIONS: Readonly<Record<string, TypedCommand>> = {
  regions: { kind: 'pick', what: 'regions' },
  profiles: { kind: 'pick', what: 'profiles' },
  export: { kind: 'do', command: 'export' },
  problems: { kind: 'do', command: 'problems' },
  topology: { kind: 'do', command: 'topology' },
  rescan: { kind: 'do', command: 'new scan' },
  help: { kind: 'do', command: 'help' },
  quit: { kind: 'do', command: 'quit' },
  q: { kind: 'do', command: 'quit' },
};

/** The names of all commands, views first. */
export const COMMAND_NAMES: readonly string[] = [
  ...VIEWS.map((view) => view.id),
  'region',
  'watch',
  ...Object.keys(ACTIONS).filter((name) => name !== 'q'),
];

/** What a typed line asks for. A name may be shortened as far as it stays the only one. */
export function parseCommand(text: string, regions: readonly string[]): TypedCommand {
  const [typed = '', ...rest] = text.trim().replace(/^:/, '').toLowerCase().split(/\s+/);
  if (typed === '') return { kind: 'nothing' };
  const name = fullName(typed);
  if (name === undefined) return { kind: 'wrong', message: unknownCommand(typed) };
  if (name === 'region') return regionCommand(rest, regions);
  if (name === 'watch') {
    const ask = parseWatch(rest);
    return 'wrong' in ask ? { kind: 'wrong', message: ask.wrong } : { kind: 'watch', ask };
  }
  if (rest.length > 0 && !(name === 'export' && rest[0] === 'xlsx')) {
    const hint = name === 'export' ? ' here but xlsx; snapdeck export --format writes other formats' : '';
    return { kind: 'wrong', message: `:${name} takes nothing after it${hint}` };
  }
  return ACTIONS[name] ?? { kind: 'open', view: name };
}

function fullName(typed: string): string | undefined {
  if (COMMAND_NAMES.includes(typed) || Object.hasOwn(ACTIONS, typed)) return typed;
  const matching = COMMAND_NAMES.filter((name) => name.startsWith(typed));
  return matching.length === 1 ? matching[0] : undefined;
}

function unknownCommand(typed: string): string {
  const matching = COMMAND_NAMES.filter((name) => name.startsWith(typed));
  return matching.length > 1
    ? `:${typed} may be ${matching.map((name) => `:${name}`).join(', ')}`
    : `no command :${typed}; there are ${COMMAND_NAMES.map((name) => `:${name}`).join(' ')}`;
}

function regionCommand(words: readonly string[], regions: readonly string[]): TypedCommand {
  const [region, ...more] = words;
  if (region === undefined || region === 'all') return { kind: 'region', region: null };
  if (more.length > 0) return { kind: 'wrong', message: ':region takes one region, or all' };
  if (!regions.includes(region)) {
    return { kind: 'wrong', message: `${region} is not among the regions of this scan` };
  }
  return { kind: 'region', region };
}

function wordsAfter(name: string | undefined, regions: readonly string[]): readonly string[] {
  if (name === 'watch') return WATCH_WORDS;
  return name === 'region' ? ['all', ...regions] : [];
}

/** What may stand at the cursor of a command line: names of commands, then what a command takes. */
export function commandCompletion(text: string, cursor: number, regions: readonly string[]): Completion {
  const typed = text.slice(0, cursor);
  const [name = '', argument] = typed.split(/\s+/);
  const suggest = (start: number, prefix: string, names: readonly string[]): Completion => {
    const suggestions = names
      .filter((one) => one.startsWith(prefix.toLowerCase()))
      .map((one) => ({ insert: one, label: one }));
    return { of: suggestions.length > 0 ? 'values' : 'nothing', start, end: cursor, suggestions };
  };
  if (argument === undefined) return suggest(0, name, COMMAND_NAMES);
  const words = wordsAfter(fullName(name), regions);
  return suggest(cursor - argument.length, argument, words);
}
