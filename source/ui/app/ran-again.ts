import { oneLine } from '../../base/one-line.ts';
import { type AccountState, isAccountProblem } from '../../model/account.ts';
import { type CellState, isFinal, isProblem } from '../../model/cell.ts';
import { counted } from '../../model/words.ts';
import { PHASES } from '../kit/cells.ts';
import { kindFacts } from '../kit/kinds.ts';
import type { Tone } from '../kit/theme.ts';
import type { Loader } from '../loading/loader.ts';
import { rowsOf } from '../state/accounts-lines.ts';
import type { AppState } from '../state/app-state.ts';
import { gridScan } from '../state/grid-scan.ts';
import type { Store } from '../state/store.ts';

/** Things that are run again by hand: once all of them have ended, it is said how. */
export interface RanAgain<Item> extends Loader {
  /** These are about to be run again. */
  readonly expect: (items: readonly Item[]) => void;
}

/** What can be run again: an account, or a cell. */
interface Sort<Item> {
  readonly noun: string;
  readonly items: (state: AppState) => readonly Item[];
  readonly hasEnded: (item: Item) => boolean;
  readonly isProblem: (item: Item) => boolean;
  readonly name: (item: Item) => string;
  readonly rows: (item: Item) => number;
  /** How many problems it ended with, where that is told. */
  readonly problems: (item: Item) => number;
}

const ACCOUNTS: Sort<AccountState> = {
  noun: 'account',
  items: ({ scan }) => scan?.accounts ?? NOTHING,
  hasEnded: ({ endedAt }) => endedAt !== null,
  isProblem: isAccountProblem,
  name: ({ id, name }) => oneLine(name ?? id),
  rows: rowsOf,
  problems: ({ kinds }) => kinds.reduce((sum, kind) => sum + kind.problems, 0),
};

const CELLS: Sort<CellState> = {
  noun: 'cell',
  items: (state) => gridScan(state)?.cells ?? NOTHING,
  hasEnded: ({ phase }) => isFinal(phase),
  isProblem: ({ phase }) => isProblem(phase),
  name: ({ region, kind }) => `${region} ${kindFacts(kind).name}`,
  rows: ({ rows }) => rows,
  problems: () => 0,
};

const NOTHING: readonly never[] = [];

/** What is said in the footer. */
type Say = (text: string, tone: Tone) => void;

/** Waits for accounts of the open scan. */
export function createAccountsAgain(store: Store, say: Say): RanAgain<AccountState> {
  return createRanAgain(store, say, ACCOUNTS);
}

/** Waits for cells of the open grid that have no rows; of others it is said what has changed. */
export function createCellsAgain(store: Store, say: Say): RanAgain<CellState> {
  return createRanAgain(store, say, CELLS);
}

function createRanAgain<Item extends AccountState | CellState>(
  store: Store,
  say: Say,
  sort: Sort<Item>,
): RanAgain<Item> {
  /** When they were begun before, by their ids. */
  const before = new Map<Item['id'], number | null>();
  let seen: readonly Item[] | null = null;
  return {
    expect: (items) => {
      for (const { id, startedAt } of items) before.set(id, startedAt);
    },
    update: () => {
      const items = sort.items(store.state());
      if (before.size === 0 || items === seen) return;
      seen = items;
      const ended = items.filter(
        (item) => before.has(item.id) && sort.hasEnded(item) && item.startedAt !== before.get(item.id),
      );
      if (ended.length < before.size) return;
      before.clear();
      say(...endedWords(ended, sort));
    },
    reset: () => before.clear(),
  };
}

/** How they ended. */
function endedWords<Item extends AccountState | CellState>(
  items: readonly Item[],
  sort: Sort<Item>,
): readonly [text: string, tone: Tone] {
  const worse = items.filter(sort.isProblem);
  const [first] = worse;
  const [only, ...more] = items;
  const tone = first === undefined ? 'good' : 'warning';
  if (only !== undefined && more.length === 0)
    return [`${sort.name(only)} read again: ${howOf(only, sort)}`, tone];
  const rows = items.reduce((sum, item) => sum + sort.rows(item), 0);
  const what = `${counted(items.length, sort.noun)} read again: ${counted(rows, 'row')}`;
  if (first === undefined) return [`${what}, all done`, tone];
  const done = items.length - worse.length;
  return [`${what}, ${done} done; ${sort.name(first)} ${howOf(first, sort)}`, tone];
}

/** `9,176 rows, done`, or why there are none. */
function howOf<Item extends AccountState | CellState>(item: Item, sort: Sort<Item>): string {
  const { word } = PHASES[item.phase];
  if (item.error !== null) return `${word}: ${oneLine(item.error.message)}`;
  const problems = sort.problems(item);
  const trouble = problems === 0 ? '' : `, ${counted(problems, 'problem')}`;
  return `${counted(sort.rows(item), 'row')}, ${word}${trouble}`;
}
