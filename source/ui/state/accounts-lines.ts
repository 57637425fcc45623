import { type AccountState, isAccountProblem } from '../../model/account.ts';
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

/** The accounts that have a line, in the order of the lines. */
export function accountLines(scan: ScanState, accounts: AccountsState): readonly AccountState[] {
  const words = accounts.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = scan.accounts.filter(
    (account) =>
      !isInactive(account) &&
      (!accounts.problemsOnly ||
        isAccountProblem(account) ||
        account.kinds.some(({ problems }) => problems > 0)) &&
      words.every((word) => fits(account, word)),
  );
  const sort = accounts.sort ?? (isRunning(scan) ? null : { column: 'rows', descending: true });
  if (sort === null) return shown;
  const compare = (one: AccountState, other: AccountState): number =>
    order(sortValue(one, sort.column), sortValue(other, sort.column), sort.descending);
  return shown.toSorted(compare);
}

/** True for an account that is suspended or closed: all of these have one line together. */
export function isInactive({ phase, error }: AccountState): boolean {
  return phase === 'skipped' && error?.code === 'NotActive';
}

/** The rows of an account so far. */
export function rowsOf({ kinds }: AccountState): number {
  return kinds.reduce((sum, { rows }) => sum + rows, 0);
}

function fits({ id, name, ou, state, phase }: AccountState, word: string): boolean {
  const stated = /^state:(.*)$/.exec(word)?.[1];
  if (stated !== undefined) return `${state ?? ''} ${phase}`.toLowerCase().includes(stated);
  return [id, name ?? '', ou ?? ''].some((text) => text.toLowerCase().includes(word));
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
