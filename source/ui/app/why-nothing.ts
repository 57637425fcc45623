/** What is said of a key that does nothing as things are: why, in a few words. */

import { costColumnsOf, measureOf } from '../kit/facet-columns.ts';
import type { Command, KeyBinding } from '../kit/key-binding.ts';
import { shownKey } from '../screen/bindings.ts';
import { type AppState, openTable } from '../state/app-state.ts';
import { VIEWS } from '../views/registry.ts';
import type { CommandName } from '../views/view.ts';

type Words = string | ((state: AppState) => string);
type Reasons = Readonly<Partial<Record<CommandName, Words>>>;

const UP = 'this is the first line';
const DOWN = 'this is the last line';
const NO_SCAN = 'no scan yet: Ctrl-R starts one';

/** Where a view says nothing else. */
const REASONS: Reasons = {
  ...{ up: UP, 'page up': UP, 'half page up': UP, first: UP },
  ...{ down: DOWN, 'page down': DOWN, 'half page down': DOWN, last: DOWN },
  left: 'there is nothing more at the left',
  right: 'there is nothing more at the right',
  back: 'there is nothing to go back to; q leaves',
  enter: ({ scan }) => (scan === null ? NO_SCAN : 'there is nothing to open here'),
  problems: 'no problems',
  lines: 'this scan has one account',
  sort: 'there is nothing to sort here',
  'add sort': 'there is nothing to sort here',
  facet: 'there is nothing to count here',
  pivot: 'there is nothing to count here',
  erase: 'there is nothing to erase',
  'erase word': 'there is nothing to erase',
  'erase line': 'there is nothing to erase',
  delete: 'there is nothing to erase here',
  complete: 'there is nothing to suggest here',
  'complete back': 'there is nothing to suggest here',
};

const LINE: Reasons = {
  left: 'this is the start of the line',
  first: 'this is the start of the line',
  right: 'this is the end of the line',
  last: 'this is the end of the line',
  up: 'nothing was typed earlier',
  down: 'nothing was typed later',
};

/** What views say otherwise, by their ids. */
const OF_VIEWS: Readonly<Record<string, Reasons>> = {
  table: {
    ...rowsLacking(['up', 'page up', 'half page up', 'first'], 'this is the first row'),
    ...rowsLacking(['down', 'page down', 'half page down', 'last'], 'this is the last row'),
    ...rowsLacking(['enter', 'mark', 'mark range', 'mark all'], 'this row is not there any more'),
    left: 'these are the first columns',
    right: 'this is the last column',
    unmark: 'no row is marked',
    'delete plan': 'snapdeck names no command that deletes these',
    'turn sort': 'it is not sorted: s chooses a column',
    'sort before': 'it is sorted by the first column',
    'sort after': 'it is sorted by the last column',
  },
  detail: {
    enter: ({ detail }) =>
      detail?.loaded === null ? 'it is still being read' : 'this line leads nowhere: those with a + do',
    left: 'this is the first row',
    right: 'this is the last row',
  },
  facet: {
    left: onePivot,
    right: onePivot,
    enter: ({ facet }) =>
      facet !== null && facet.marked.size > 1
        ? 'unknown, and none, can only be kept alone: u takes all marks away'
        : 'there is no value to keep',
    mark: 'there is no value to mark',
    unmark: 'no value is marked',
    'leave out': 'there is no value to leave out',
    sort: ({ facet }) =>
      facet === null || (measureOf(facet.tab) === null && costColumnsOf(facet.tab) === null)
        ? 'these rows have no size and no cost to sort by'
        : 'still counting',
  },
  'delete plan': {
    enter: ({ deletePlan }) => {
      if (deletePlan?.error != null) return 'it could not be added up';
      if (deletePlan?.review == null) return 'it is still being added up';
      if (deletePlan.script === 'asked') return 'the script is being written';
      return deletePlan.script === 'none' ? 'nothing may go' : 'the script is written: Esc leads back';
    },
  },
  differences: {
    enter: ({ differences }) =>
      differences?.kind !== null
        ? 'this is a row: Esc leads back'
        : differences.report?.kinds.length
          ? 'Enter is for a kind above'
          : 'no kind differs, as far as is known',
  },
  ask: {
    enter: ({ ask: { review } }) => {
      if (review?.error != null) return 'it could not be counted';
      return review?.plan == null ? 'the calls are still being counted' : 'there is nothing to ask';
    },
  },
  history: {
    enter: ({ history }) =>
      history?.scans == null ? 'the scan files are still being read' : 'this file cannot be read',
  },
  summary: Object.fromEntries(
    (['enter', 'left', 'right', 'up', 'down', 'page up', 'page down', 'first', 'last'] as const).map(
      (command) => [
        command,
        (state: AppState) =>
          state.summary.report === null ? 'it is still being added up' : wordsOf(state, command),
      ],
    ),
  ),
  sources: { enter: 'no table shows these' },
  'account costs': {
    enter: 'nothing of this account was read, or it has no rows: 1 shows which',
  },
  calendar: {
    enter: 'no run is known of that day',
    left: 'the calendar begins here',
    right: 'this is the last day',
    group: 'there is no task',
  },
  topology: {
    enter: 'nothing hangs on this line',
    mark: 'nothing hangs on this line',
    left: 'this hangs on nothing',
    right: 'nothing hangs on this line',
  },
  picker: {
    left: 'only columns can be moved',
    right: 'only columns can be moved',
    'mark all': 'only one can be taken',
    mark: 'this one cannot be taken',
    reset: 'only the list of columns has usual ones',
    enter: 'there is nothing to take',
  },
  'export form': {
    left: 'there is no other choice here',
    right: 'there is no other choice here',
    first: 'the path begins here',
    last: 'the path ends here',
  },
  filter: { ...LINE, 'page up': 'this is the first row', 'page down': 'this is the last row' },
  'accounts filter': { ...LINE, enter: 'there is nothing to keep' },
  command: LINE,
};

function rowsLacking(commands: readonly CommandName[], otherwise: string): Reasons {
  const words = (state: AppState) => {
    const order = openTable(state)?.order ?? null;
    if (state.scan === null) return NO_SCAN;
    if (order === null) return 'the rows are still being read';
    return order.rows.length === 0 ? 'there are no rows' : otherwise;
  };
  return Object.fromEntries(commands.map((command) => [command, words]));
}

function onePivot({ facet }: AppState): string {
  return facet !== null && facet.columns.length > 1
    ? 'there is nothing more on this side'
    : 'this is one column: P breaks it down by a second';
}

/** Why a command changed nothing. */
export function whyNothing(state: AppState, command: Command): string {
  if (typeof command === 'object') return 'this is open already';
  const { id } = VIEWS.front(state);
  const own = OF_VIEWS[id]?.[command];
  if (own === undefined) return wordsOf(state, command);
  return typeof own === 'string' ? own : own(state);
}

/** What is said of a command where a view says nothing else. */
function wordsOf(state: AppState, command: CommandName): string {
  const words = REASONS[command] ?? 'that does nothing here';
  return typeof words === 'string' ? words : words(state);
}

/** What to say of a key that a view does not have: where it works. */
export function whyNoKey(state: AppState, key: string, bindings: readonly KeyBinding[]): string {
  const shown = shownKey(key) ?? 'that key';
  const front = VIEWS.front(state);
  // A question or a line that is typed is no place to go to, though it may be bound first.
  const pages = VIEWS.all.filter(({ place }) => place === 'main' || place === 'page');
  const all = bindings.filter(({ keys }) => keys.includes(key));
  const isMany = (state.scan?.accounts.length ?? 0) > 0;
  const where = pages
    .filter(({ id }) => all.some(({ views }) => views.includes(id)) && (isMany || !OF_MANY.has(id)))
    .toSorted((one, other) => Number(one.place === 'page') - Number(other.place === 'page'));
  if (where.length === 0 || front.place === 'dialog' || front.place === 'line')
    return `${shown} does nothing here`;
  return `${shown} does nothing here, but in ${placesOf(where.map(({ title }) => title))}; ? lists the keys`;
}

/** Views that only a scan of many accounts has. */
const OF_MANY: ReadonlySet<string> = new Set(['accounts', 'account costs']);

/** The first two places, and how many others there are. */
function placesOf(titles: readonly string[]): string {
  const named = titles.slice(0, titles.length === 3 ? 3 : 2);
  const others = titles.length - named.length;
  const parts = others === 0 ? named : [...named, `${others} other views`];
  return [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' and ');
}
