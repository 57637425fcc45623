import { isShortAccount } from '../../analysis/account-table.ts';
import { boundsOf } from '../../analysis/cost.ts';
import { dearestFirst } from '../../analysis/dearest-first.ts';
import type { AccountTotal, SummaryReport } from '../../analysis/summary.ts';
import { findKind } from '../../kinds/registry.ts';
import { type AccountState, isInactive } from '../../model/account.ts';
import type { ScanState } from '../../model/cell.ts';
import { isValue } from '../../store/filter/write-terms.ts';
import { PHASES } from '../kit/cells.ts';
import type { Destination } from './destination.ts';
import { type ListColumn, listColumn, sortedItems } from './list-columns.ts';
import { knownBytes } from './sources.ts';
import type { SummaryState } from './summary-state.ts';

/** An account of a scan of many, with what it comes to. */
export interface AccountCost {
  readonly id: string;
  /** As it was listed or mapped, else its id. */
  readonly name: string;
  readonly state: AccountState | undefined;
  /** Null: nothing of it was read. */
  readonly total: AccountTotal | null;
}

/** The accounts of a scan of many, those that cost most first, those that were not read behind them. */
export function accountCosts(
  { accounts: totals = [] }: Pick<SummaryReport, 'accounts'>,
  accounts: readonly AccountState[],
): readonly AccountCost[] {
  const states = new Map(accounts.map((account) => [account.id, account]));
  const read = dearestFirst(totals).map((total) => {
    const state = states.get(total.account);
    return { id: total.account, name: state?.name ?? total.name ?? total.account, state, total };
  });
  const known = new Set(read.map(({ id }) => id));
  const unread = accounts
    .filter(({ id }) => !known.has(id))
    .map((state) => ({ id: state.id, name: state.name ?? state.id, state, total: null }));
  return [...read, ...unread];
}

const column = listColumn<AccountCost>;

/** The columns of the list of accounts: who it is, what was found there, and what it costs a month. */
export const ACCOUNT_COST_COLUMNS: readonly ListColumn<AccountCost>[] = [
  column('account_name', 'Account', 'text', 16, ({ name }) => name),
  column('rows', 'Rows', 'integer', 9, ({ total }) => total?.rows ?? null),
  column('bytes', 'Size', 'bytes', 11, ({ total }) => (total === null ? null : knownBytes(total.snapshots))),
  column('monthly_cost_low', 'Low', 'money', 11, ({ total }) =>
    total === null ? null : boundsOf(total.cost).low,
  ),
  column('monthly_cost_high', 'High', 'money', 12, ({ total }) =>
    total === null ? null : boundsOf(total.cost).high,
  ),
  column('findings', 'Findings', 'integer', 10, ({ total }) => total?.findings ?? null),
  column('outcome', 'Outcome', 'enum', 10, ({ state }) => outcomeOf(state)),
  column('account', 'Account Id', 'text', 12, ({ id }) => id),
  column('ou', 'OU', 'text', 16, ({ state }) => state?.ou ?? null),
];

function outcomeOf(state: AccountState | undefined): string | null {
  if (state === undefined) return null;
  return isInactive(state) ? 'not active' : PHASES[state.phase].word;
}

/** How many accounts nothing was read of, by why: it was not to be had, they are not active, or are still to come. */
export function countUnread(
  accounts: readonly AccountCost[],
): Readonly<Record<'notRead' | 'notActive' | 'toCome', number>> {
  const unread = accounts.flatMap(({ total, state }) => (total === null ? (state ?? []) : []));
  const notActive = unread.filter(isInactive).length;
  const toCome = unread.filter(({ endedAt }) => endedAt === null).length;
  return { notRead: unread.length - notActive - toCome, notActive, toCome };
}

/** The columns whose numbers leave out what could not be read. */
const SUMS = new Set(['rows', 'bytes', 'monthly_cost_low', 'monthly_cost_high', 'findings']);

/** True where there may be more than the number in this column says; null: it is none of those. */
export function isShort({ state, total }: AccountCost, columnId: string): boolean | null {
  if (!SUMS.has(columnId)) return null;
  if (total === null) return false;
  const { snapshots, cost } = total;
  return (
    isShortAccount(state) ||
    (columnId === 'bytes' && snapshots.unknownSizes > 0) ||
    (columnId === 'monthly_cost_low' && cost.withoutLow > 0) ||
    (columnId === 'monthly_cost_high' && cost.withoutHigh > 0)
  );
}

/** Every table narrowed down to an account, the one in front that has most of its rows; null where there are none. */
export function tablesOfAccount({ id, state }: Pick<AccountCost, 'id' | 'state'>): Destination | null {
  const rows = new Map<string, number>();
  for (const { kind, rows: found } of state?.kinds ?? []) {
    const tab = findKind(kind)?.tab;
    if (tab !== undefined) rows.set(tab, (rows.get(tab) ?? 0) + found);
  }
  const [most] = [...rows].toSorted(([, one], [, other]) => other - one);
  if (most === undefined || most[1] === 0) return null;
  return { to: 'tables', tab: most[0], text: isValue('account', id) };
}

/** The account under the cursor of their list; null where there is none. */
export function accountOfList({
  summary: { report, lists },
  scan,
}: {
  readonly summary: SummaryState;
  readonly scan: ScanState | null;
}): string | null {
  if (report === null || scan === null) return null;
  const { sort, cursor } = lists.accounts;
  const items = sortedItems(accountCosts(report, scan.accounts), ACCOUNT_COST_COLUMNS, sort);
  return items[cursor]?.id ?? null;
}
