/** What of a scan was not, or not wholly, read, so that numbers over it are at least so much. */
import type { DatabaseSync } from 'node:sqlite';
import { oneLine } from '../base/one-line.ts';
import { type AccountState, accountOutcome, isInactive } from '../model/account.ts';
import { type CellState, isFinal, isSound } from '../model/cell.ts';
import { CellSums } from '../model/cell-sums.ts';
import type { Phase } from '../model/phase.ts';
import { counted } from '../model/words.ts';
import { accountsWith, readAccountsWithoutCells } from '../store/stored-accounts.ts';
import { endingsOfCells } from '../store/stored-cells.ts';

/** What of a cell tells why a number may be too small; of an account of which nothing was read it is in no region. */
export type ShortCell = Pick<CellState, 'account' | 'region' | 'kind' | 'phase'>;

/** What is in no number of a scan. */
export interface Shortfall {
  /** The accounts that could not be entered, or that a scan did not come to. */
  readonly accounts: readonly Pick<AccountState, 'id' | 'name' | 'phase'>[];
  /** Cells that are not sound, each region and kind once for every way to end. */
  readonly cells: readonly ShortCell[];
  /** True where nothing was read at all: no number says anything. */
  readonly isAll: boolean;
}

/** More accounts than these are counted. */
const MOST_NAMED = 3;

/** What of a scan file was not read; cells of regions that are off are in no number anyway. */
export function shortfallOf(database: DatabaseSync, regionsOff: readonly string[]): Shortfall {
  const off = new Set(regionsOff);
  const all = endingsOfCells(database).filter(({ region }) => !off.has(region));
  const wasRead: readonly Phase[] = ['done', 'empty', 'partial'];
  const anyRead = all.some(({ phase, rows }) => rows > 0 || wasRead.includes(phase));
  const short = all.filter(({ phase }) => !isSound(phase));
  const cells = short.map(({ account, region, kind, phase }) => ({ account, region, kind, phase }));
  return { accounts: accountsWithoutCells(database), cells, isAll: !anyRead };
}

/** The accounts of which something could have been read, and nothing was. */
export function accountsWithoutCells(database: DatabaseSync): Shortfall['accounts'] {
  const ids = readAccountsWithoutCells(database);
  if (ids.size === 0) return [];
  return accountsWith(database, new CellSums())
    .filter((account) => ids.has(account.id) && !isInactive(account))
    .map((account) => ({ id: account.id, name: account.name, phase: accountOutcome(account) }));
}

/** True where something was not read. */
export function isShort({ accounts, cells }: Pick<Shortfall, 'accounts' | 'cells'>): boolean {
  return accounts.length > 0 || cells.length > 0;
}

/** True where numbers over these kinds, over all where none are given, leave something out. */
export function isShortOf(
  { accounts, cells }: Pick<Shortfall, 'accounts' | 'cells'>,
  kinds?: Iterable<string>,
): boolean {
  const of = kinds === undefined ? undefined : new Set(kinds);
  return accounts.length > 0 || cells.some(({ kind }) => of?.has(kind) ?? true);
}

/** What numbers over these kinds leave out: `1 account denied (web), 1 region partial`; empty: nothing. */
function shortWords({ accounts, cells }: Shortfall, kinds?: ReadonlySet<string>): string {
  const unread = accounts.map(({ id, phase }) => ({ account: id, region: '', kind: '', phase }));
  const theirs = cells.filter(({ kind }) => kinds === undefined || kinds.has(kind));
  const names = new Map(accounts.map(({ id, name }) => [id, oneLine(name ?? id)]));
  return unfinishedNotes([...unread, ...theirs], (ids) => ` (${named(ids, names)})`).join(', ');
}

/** Over a table whose numbers leave out what was not read of these kinds, of all where none are given. */
export function atLeastLine(
  shortfall: Shortfall | undefined,
  kinds?: ReadonlySet<string>,
): string | undefined {
  const words = shortfall === undefined ? '' : shortWords(shortfall, kinds);
  return words === '' ? undefined : `at least: ${words}`;
}

/** That no number says anything, and why; null where something was read. */
export function nothingReadLine(shortfall: Shortfall | undefined): string | null {
  return shortfall?.isAll === true ? `nothing was read: ${shortWords(shortfall)}` : null;
}

function named(ids: readonly string[], names: ReadonlyMap<string, string>): string {
  const more = ids.length - MOST_NAMED;
  const shown = ids.slice(0, MOST_NAMED).map((id) => names.get(id) ?? id);
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const PROBLEMS: readonly Phase[] = ['denied', 'failed', 'throttled', 'partial', 'stopped'];

/**
 * Why numbers over these cells may be too small: `2 accounts denied`, `2 regions denied`, `3 regions still to come`;
 * `which` says behind their count which accounts those are.
 */
export function unfinishedNotes(
  cells: readonly ShortCell[],
  which: (accounts: readonly string[]) => string = () => '',
): readonly string[] {
  // Of an account of which nothing was read there is a cell in no region.
  const unread = cells.filter(({ region }) => region === '');
  const read = cells.filter(({ region }) => region !== '');
  const open = regionsOf(read.filter((cell) => !isFinal(cell.phase)));
  const isMore = unread.some((cell) => !isFinal(cell.phase));
  return [
    ...PROBLEMS.flatMap((phase) => {
      const accounts = new Set(unread.filter((cell) => cell.phase === phase).map(({ account }) => account));
      return accounts.size === 0
        ? []
        : [`${counted(accounts.size, 'account')} ${phase}${which([...accounts])}`];
    }),
    ...PROBLEMS.flatMap((phase) => {
      const regions = regionsOf(read.filter((cell) => cell.phase === phase));
      return regions.size === 0 ? [] : [`${counted(regions.size, 'region')} ${phase}`];
    }),
    ...(open.size === 0 ? [] : [`${counted(open.size, 'region')} still to come`]),
    ...(isMore ? ['accounts still to come'] : []),
  ];
}

function regionsOf(cells: readonly ShortCell[]): ReadonlySet<string> {
  return new Set(cells.map((cell) => cell.region));
}
