import { matchesPattern } from '../../base/matches-pattern.ts';
import { type AccountState, isAccountProblem, isInactive } from '../../model/account.ts';
import type { ScanState } from '../../model/cell.ts';
import type { AccountsState } from './accounts-state.ts';
import { isRunning } from './scan-totals.ts';

/** The columns of the accounts before and behind those of the kinds. */
export const ACCOUNT_COLUMNS = ['account', 'id', 'ou'] as const;
export const ACCOUNT_SUMS = ['rows', 'calls', 'time'] as const;

/** Every column of the accounts that lines can be sorted by, in their order. */
export function accountColumns(scan: ScanState): readonly string[] {
  return [...ACCOUNT_COLUMNS, ...scan.kinds, ...ACCOUNT_SUMS];
}

/** The lines of accounts that were asked for last: a redraw, and each key before it, asks for them several times. */
const LAST = new WeakMap<
  readonly AccountState[],
  { readonly asked: string; readonly lines: readonly AccountState[] }
>();

/** The accounts that have a line, in the order of the lines. */
export function accountLines(scan: ScanState, accounts: AccountsState): readonly AccountState[] {
  const { filter, problemsOnly, kept } = accounts;
  const sort = accounts.sort ?? (isRunning(scan) ? null : { column: 'rows', descending: true });
  const asked = JSON.stringify([filter, problemsOnly, kept, sort]);
  const last = LAST.get(scan.accounts);
  if (last?.asked === asked) return last.lines;
  const lines = sorted(narrowed(scan, accounts), sort);
  LAST.set(scan.accounts, { asked, lines });
  return lines;
}

function narrowed(scan: ScanState, accounts: AccountsState): readonly AccountState[] {
  const terms = accounts.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const folds = foldedAccounts(scan, accounts) > 0;
  return scan.accounts.filter(
    (account) =>
      account.id === accounts.kept ||
      (!(folds && isInactive(account)) &&
        (!accounts.problemsOnly || hasProblem(account)) &&
        terms.every((term) => fits(account, term))),
  );
}

function sorted(lines: readonly AccountState[], sort: AccountsState['sort']): readonly AccountState[] {
  if (sort === null) return lines;
  return lines
    .map((account) => ({ account, value: sortValue(account, sort.column) }))
    .sort((one, other) => order(one.value, other.value, sort.descending))
    .map(({ account }) => account);
}

/** How many accounts are suspended or closed and in one line: where lines are narrowed down each has its own. */
export function foldedAccounts({ accounts }: ScanState, { filter, problemsOnly }: AccountsState): number {
  return filter.trim() === '' && !problemsOnly ? accounts.filter(isInactive).length : 0;
}

function hasProblem(account: AccountState): boolean {
  return isAccountProblem(account) || account.kinds.some(({ problems }) => problems > 0);
}

/** The rows of an account so far. */
export function rowsOf({ kinds }: AccountState): number {
  return kinds.reduce((sum, { rows }) => sum + rows, 0);
}

/**
 * A word is looked for in name, id and unit, with `*` for any run of characters in a whole one of these; `account:`, `id:`,
 * `ou:` and `state:` say in which, and `!` leaves out.
 */
function fits(account: AccountState, term: string): boolean {
  if (term.startsWith('!')) return term === '!' || !fits(account, term.slice(1));
  const { id, name, ou, state, phase } = account;
  const [, field, word = ''] = /^(account|account_name|id|ou|state):(.*)$/.exec(term) ?? [];
  const texts: Readonly<Record<string, readonly string[]>> = {
    account: [id, name ?? ''],
    account_name: [name ?? id],
    id: [id],
    ou: [ou ?? ''],
    state: [(state ?? '').replaceAll('_', ' '), state ?? '', phase],
  };
  const among = field === undefined ? [id, name ?? '', ou ?? ''] : (texts[field] ?? []);
  return among.some((text) => matches(text.toLowerCase(), field === undefined ? term : word));
}

/** The word that a filter looks for in the state of accounts though none is in such a state; null: it does not. */
export function unknownState({ accounts }: ScanState, filter: string): string | null {
  const terms = filter.toLowerCase().split(/\s+/);
  const term = terms.find(
    (one) => one.startsWith('state:') && !accounts.some((account) => fits(account, one)),
  );
  return term?.slice('state:'.length) ?? null;
}

/** Every state that accounts of a scan are in, as a filter may name it. */
export function statesOf({ accounts }: ScanState): readonly string[] {
  const words = accounts.flatMap(({ state, phase }) => [
    ...(state === null ? [] : [state.toLowerCase()]),
    phase,
  ]);
  return [...new Set(words)];
}

function matches(text: string, word: string): boolean {
  return word.includes('*') ? matchesPattern(text, word) === 1 : text.includes(word);
}

function sortValue(account: AccountState, column: string): string | number | null {
  const { id, name, ou, kinds, startedAt, endedAt } = account;
  switch (column) {
    case 'account':
      return (name ?? id).toLowerCase();
    case 'id':
      return id;
    case 'ou':
      return ou;
    case 'rows':
      return rowsOf(account);
    case 'calls':
      return kinds.reduce((sum, { calls }) => sum + calls, 0);
    case 'time':
      return startedAt === null || endedAt === null ? null : endedAt - startedAt;
    default:
      return kinds.find(({ kind }) => kind === column)?.rows ?? null;
  }
}

/** What is not known comes last, either way round. */
function order(one: string | number | null, other: string | number | null, descending: boolean): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const difference = one < other ? -1 : Number(one > other);
  return descending ? -difference : difference;
}

/** The account under the cursor, alone; none where there is no line. */
export function accountUnderCursor({
  scan,
  accounts,
}: {
  readonly scan: ScanState | null;
  readonly accounts: AccountsState;
}): readonly AccountState[] {
  const account = scan === null ? undefined : accountLines(scan, accounts)[accounts.row];
  return account === undefined ? [] : [account];
}
