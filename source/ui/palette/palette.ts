/** The commands of the command line, as data: what each is called, what it takes, what it does. */
import { LATER_IDS } from '../../kinds/define/asked-later.ts';
import { findKind, RESOURCE_KINDS } from '../../kinds/registry.ts';
import { EXPORT_FORMATS } from '../../model/export-format.ts';
import type { Command } from '../kit/key-binding.ts';
import { parseWatch, WATCH_WORDS } from '../live/watch-command.ts';
import { THEME_NAMES } from '../settings/colors.ts';
import { MAIN_VIEWS } from '../settings/main-views.ts';
import type { SummaryListId } from '../state/summary-state.ts';
import { type CommandContext, columnMeant } from './command-context.ts';
import type { TypedCommand } from './typed-command.ts';

/** A command that has a name. */
export interface PaletteCommand {
  readonly name: string;
  /** What may stand behind the name, as help shows it; empty: nothing. */
  readonly takes: string;
  readonly about: string;
  /** The command of the key that does the same; null: no key does. */
  readonly key: Command | null;
  /** What it means with these words behind it; `text` is all of them as typed. */
  readonly read: (words: readonly string[], text: string, here: CommandContext) => TypedCommand;
  /** Words that may stand behind it and `before`, the words that stand there already. */
  readonly words: (here: CommandContext, before: readonly string[]) => readonly string[];
}

const ASK_WORDS = [...LATER_IDS, 'stop'] as const;

const NO_WORDS = (): readonly string[] => [];

/** A command that takes nothing and does what a key does. */
function plain(
  name: string,
  command: Extract<Command, string>,
  about: string,
  inTable = false,
): PaletteCommand {
  const read: PaletteCommand['read'] = (words) =>
    words.length === 0
      ? { kind: 'do', command, inTable }
      : { kind: 'wrong', message: `:${name} takes nothing after it` };
  return { name, takes: '', about, key: command, read, words: NO_WORDS };
}

/** Of the words one may be given; none: the first of them all. */
function oneOf<Word extends string>(
  name: string,
  all: readonly Word[],
  make: (word: Word) => TypedCommand,
  otherwise?: () => TypedCommand,
): PaletteCommand['read'] {
  return (words) => {
    const [first, ...more] = words;
    if (first === undefined && otherwise !== undefined) return otherwise();
    const word = all.find((known) => known === first);
    return word === undefined || more.length > 0
      ? { kind: 'wrong', message: `:${name} takes one of ${all.join(', ')}` }
      : make(word);
  };
}

/** What to say where a command needs a table and none is open. */
export const NO_TABLE = 'open a table first, such as :ebs';

const DIRECTIONS = ['asc', 'desc'] as const;
/** Stands for the order that a table has where nobody asks for another one. */
const USUAL = 'usual';

/** A sorting that lets a column be picked from a list, or takes one, and which way round. */
function sorting(
  name: string,
  command: 'sort' | 'add sort',
  about: string,
  inTable: boolean,
): PaletteCommand {
  return {
    name,
    takes: command === 'sort' ? `COLUMN, then asc or desc; or ${USUAL}` : 'COLUMN, then asc or desc',
    about,
    key: command,
    read: (words, _, { sortable }) => {
      if (words.length === 0) return { kind: 'do', command, inTable };
      if (sortable.length === 0) return { kind: 'wrong', message: NO_TABLE };
      if (command === 'sort' && words.length === 1 && words[0] === USUAL)
        return { kind: 'sort', column: null, descending: null, add: false };
      const way = words.length > 1 ? DIRECTIONS.find((word) => word === words.at(-1)) : undefined;
      const meant = columnMeant((way === undefined ? words : words.slice(0, -1)).join(' '), sortable);
      if ('wrong' in meant) return { kind: 'wrong', message: meant.wrong };
      const descending = way === undefined ? null : way === 'desc';
      return { kind: 'sort', column: meant.id, descending, add: command === 'add sort' };
    },
    words: ({ sortable }, before) => {
      if (before.length > 0) return before[0] === USUAL ? [] : DIRECTIONS;
      const ids = sortable.map(({ id }) => id);
      return command === 'sort' && ids.length > 0 ? [...ids, USUAL] : ids;
    },
  };
}

/** A command that opens a list behind the Summary. */
function listOf(name: string, list: SummaryListId, about: string): PaletteCommand {
  const read: PaletteCommand['read'] = (words) =>
    words.length === 0
      ? { kind: 'list', list }
      : { kind: 'wrong', message: `:${name} takes nothing after it` };
  return { name, takes: '', about, key: null, read, words: NO_WORDS };
}

const FACET: PaletteCommand = {
  name: 'facet',
  takes: 'COLUMN',
  about: 'count the values of a column',
  key: 'facet',
  read: (words, _, { countable }) => {
    if (words.length === 0) return { kind: 'do', command: 'facet', inTable: true };
    if (countable.length === 0) return { kind: 'wrong', message: NO_TABLE };
    const meant = columnMeant(words.join(' '), countable);
    return 'wrong' in meant ? { kind: 'wrong', message: meant.wrong } : { kind: 'facet', column: meant.id };
  },
  words: ({ countable }, before) => (before.length === 0 ? countable.map(({ id }) => id) : []),
};

/** A window as it is typed: when it begins in UTC, and how long it is. */
function cutover(words: readonly string[]): TypedCommand {
  const length = /^([1-9]\d{0,3})([mhd])$/.exec(words.at(-1) ?? '');
  const time = words.slice(0, -1).join('T').toUpperCase();
  const start = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?Z?$/.test(time) ? Date.parse(inUtc(time)) : Number.NaN;
  if (length === null || Number.isNaN(start))
    return {
      kind: 'wrong',
      message: ':cutover takes when the window begins (UTC) and its length, such as 2026-12-05T22:00 8h',
    };
  const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 }[length[2] ?? ''] ?? 0;
  return { kind: 'cutover', window: { start, length: Number(length[1]) * unit } };
}

/** A time without a zone would be the computer's own. */
function inUtc(time: string): string {
  return time.includes('T') && !time.endsWith('Z') ? `${time}Z` : time;
}

function ask([word, ...more]: readonly string[]): TypedCommand {
  const wrong = { kind: 'wrong', message: `:ask takes one of ${ASK_WORDS.join(', ')}, or a kind` } as const;
  if (word === undefined || more.length > 0) return wrong;
  const what = ASK_WORDS.find((known) => known === word);
  if (what !== undefined) return { kind: 'ask', what };
  return findKind(word) === undefined ? wrong : { kind: 'ask kind', id: word };
}

function region(words: readonly string[], regions: readonly string[]): TypedCommand {
  const [name, ...more] = words;
  if (name === undefined || name === 'all') return { kind: 'region', region: null };
  if (more.length > 0) return { kind: 'wrong', message: ':region takes one region, or all' };
  return regions.includes(name)
    ? { kind: 'region', region: name }
    : { kind: 'wrong', message: `${name} is not among the regions of this scan` };
}

/** Every command, views first. */
export const PALETTE: readonly PaletteCommand[] = [
  ...MAIN_VIEWS.map(({ id, title }): PaletteCommand => {
    const read: PaletteCommand['read'] = (words) =>
      words.length === 0
        ? { kind: 'open', view: id }
        : { kind: 'wrong', message: `:${id} takes nothing after it` };
    return { name: id, takes: '', about: `open ${title}`, key: { open: id }, read, words: NO_WORDS };
  }),
  plain('views', 'views', 'all views to choose from, with their keys'),
  {
    name: 'filter',
    takes: 'FILTER',
    about: 'show only rows that words and fields fit, such as size>100GiB; nothing: all rows',
    key: 'filter',
    read: (_, text) => ({ kind: 'filter', text }),
    words: NO_WORDS,
  },
  {
    name: 'region',
    takes: 'REGION or all',
    about: 'only the rows of one region',
    key: null,
    read: (words, _, { regions }) => region(words, regions),
    words: ({ regions }) => ['all', ...regions],
  },
  sorting('sort', 'sort', 'sort by a column', false),
  sorting('then-by', 'add sort', 'sort rows that are equal so far by another column', true),
  plain('sort-before', 'sort before', 'sort by the column before the one in use', true),
  plain('sort-after', 'sort after', 'sort by the column behind the one in use', true),
  plain('sort-reverse', 'turn sort', 'sort the other way round', true),
  plain('columns', 'columns', 'choose which columns to show, and their order', true),
  plain('wide', 'all columns', 'show all columns, or the chosen ones', true),
  plain('faults', 'faults', 'show only rows with a problem or a finding, or all', true),
  FACET,
  plain('mark-range', 'mark range', 'mark the rows from the one marked last to this one', true),
  plain('delete-plan', 'delete plan', 'what of these rows, or the marked ones, may go, as a script', true),
  plain('unmark', 'unmark', 'take all marks away', true),
  plain('mark-all', 'mark all', 'mark all rows that are listed, or none of them', true),
  plain('copy', 'copy', "send ARNs or ids to the terminal's clipboard", true),
  plain(
    'copy-command',
    'copy command',
    "send the AWS CLI command that describes it to the terminal's clipboard",
    true,
  ),
  plain('console', 'console page', 'open the page of this resource in the AWS console', true),
  {
    name: 'export',
    takes: EXPORT_FORMATS.join(', '),
    about: 'write everything; without a format one workbook',
    key: 'export',
    read: oneOf(
      'export',
      EXPORT_FORMATS,
      (format) => ({ kind: 'export', format }),
      () => ({
        kind: 'do',
        command: 'export',
        inTable: false,
      }),
    ),
    words: () => EXPORT_FORMATS,
  },
  plain('export-some', 'ask export', 'write these rows, the marked ones or all, in any format'),
  {
    name: 'regions',
    takes: '',
    about: 'pick regions for a new scan',
    key: null,
    read: () => ({ kind: 'pick', what: 'regions' }),
    words: NO_WORDS,
  },
  {
    name: 'kinds',
    takes: '',
    about: 'pick kinds for a new scan; says what each one asks',
    key: null,
    read: () => ({ kind: 'pick', what: 'kinds' }),
    words: NO_WORDS,
  },
  {
    name: 'profiles',
    takes: '',
    about: 'pick a profile for a new scan',
    key: null,
    read: () => ({ kind: 'pick', what: 'profiles' }),
    words: NO_WORDS,
  },
  {
    name: 'accounts',
    takes: 'forget',
    about: 'pick accounts for a new scan; those picked last are marked, until you forget them',
    key: null,
    read: ([word, ...more]) => {
      if (word === undefined) return { kind: 'pick', what: 'accounts' };
      return word === 'forget' && more.length === 0
        ? { kind: 'forget accounts' }
        : { kind: 'wrong', message: ':accounts takes nothing after it but forget' };
    },
    words: () => ['forget'],
  },
  listOf('kept', 'sources', 'all sources with what is kept of them, by age'),
  listOf('costs', 'accounts', 'all accounts with what they cost, sorted as you like'),
  plain('rescan', 'new scan', 'start a new scan; asks once while one runs'),
  plain('retry', 'retry unfinished', 'run all cells again that are not done'),
  {
    name: 'watch',
    takes: '30s, cell, view, all or off',
    about: 'read cells again and again and mark what changed',
    key: 'watch',
    read: (words) => {
      const ask = parseWatch(words);
      return 'wrong' in ask ? { kind: 'wrong', message: ask.wrong } : { kind: 'watch', ask };
    },
    words: () => WATCH_WORDS,
  },
  {
    name: 'ask',
    takes: `${ASK_WORDS.join(', ')} or a KIND`,
    about: 'ask what the scan left out: sharing, tags, a whole kind',
    key: null,
    read: (words) => ask(words),
    words: () => [...ASK_WORDS, ...RESOURCE_KINDS.map(({ id }) => id)],
  },
  {
    name: 'diff',
    takes: 'SCAN',
    about: 'what differs between this scan and another one: last~1 (also where none is named), a day, a name',
    key: null,
    read: (_, text) => ({ kind: 'diff', name: text.trim() === '' ? 'last~1' : text.trim() }),
    words: ({ scans }, before) => (before.length === 0 ? scans : []),
  },
  {
    name: 'cutover',
    takes: 'START LENGTH, such as 2026-12-05T22:00 8h',
    about: 'whether the final runs of these transfers fit into a window (UTC)',
    key: null,
    read: (words) => cutover(words),
    words: NO_WORDS,
  },
  {
    name: 'runs',
    takes: 'all or own',
    about:
      'the executions of all kept scans of these accounts, also those that AWS lists no more, or of this one alone',
    key: null,
    read: oneOf('runs', ['all', 'own'], (which) => ({ kind: 'runs', which })),
    words: () => ['all', 'own'],
  },
  {
    name: 'resume',
    takes: '',
    about: 'go on with a scan that was stopped or broke off, in its file',
    key: null,
    read: () => ({ kind: 'resume' }),
    words: NO_WORDS,
  },
  plain('problems', 'problems', 'all problems of the scan'),
  plain('history', 'history', 'the scans that are kept, and how rows, bytes and cost went'),
  plain('topology', 'topology', 'DataSync as a tree of tasks, locations and agents'),
  plain('calendar', 'calendar', 'how the runs of each task went, day by day'),
  {
    name: 'theme',
    takes: THEME_NAMES.join(', '),
    about: 'the colours; auto goes by the background of the terminal',
    key: null,
    read: (words, text, here) =>
      oneOf('theme', here.themes, (theme) => ({ kind: 'theme', theme }))(words, text, here),
    words: ({ themes }) => themes,
  },
  {
    name: 'mouse',
    takes: 'on or off',
    about: 'whether the wheel and clicks come here, or stay with the terminal',
    key: null,
    read: oneOf('mouse', ['on', 'off'], (word) => ({ kind: 'mouse', on: word === 'on' })),
    words: () => ['on', 'off'],
  },
  plain('repaint', 'repaint', 'draw the screen again'),
  plain('suspend', 'suspend', 'back to the shell for a while; fg there goes on here'),
  plain('help', 'help', 'every key and command'),
  { ...plain('quit', 'leave', 'leave; asks once while a scan runs'), key: 'quit' },
];
