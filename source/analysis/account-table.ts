/** What the accounts of a scan of many come to, as a table of its summary. */
import type { AccountState } from '../model/account.ts';
import { formatCount } from '../model/format.ts';
import { amountValues } from './amount-columns.ts';
import { boundsOf } from './cost.ts';
import { dearestFirst } from './dearest-first.ts';
import { atLeastLine } from './shortfall.ts';
import type { SummaryReport } from './summary.ts';
import type { SummaryTable } from './summary-table.ts';

/** True where more of an account may be there than was read: it has problems, or is not done. */
export function isShortAccount(state: AccountState | undefined): boolean {
  return state?.endedAt === null || (state?.kinds ?? []).some(({ problems }) => problems > 0);
}

/** More accounts than these are counted: nobody reads so many on a console, and files have all of them. */
const MOST_LISTED = 20;

/** The accounts that were read, those that cost most first; none of a scan of the caller's own. */
export function accountTables(
  { accounts: totals = [], shortfall }: SummaryReport,
  accounts: readonly AccountState[],
): readonly SummaryTable[] {
  if (totals.length === 0 || shortfall?.isAll === true) return [];
  const states = new Map(accounts.map((account) => [account.id, account]));
  const listed = dearestFirst(totals).slice(0, MOST_LISTED);
  const more = totals.length - listed.length;
  return [
    {
      title: 'Accounts',
      atLeast: atLeastLine(shortfall),
      columns: [
        { header: 'Account', type: 'text', isWhole: true },
        { header: 'Name', type: 'text' },
        { header: 'Outcome', type: 'enum' },
        { header: 'Rows', type: 'integer' },
        { header: 'Size', type: 'bytes' },
        { header: 'Cost Low', type: 'money' },
        { header: 'Cost High', type: 'money' },
        { header: 'Findings', type: 'integer' },
      ],
      short: listed.map(({ account, snapshots, cost }) => {
        const isShort = isShortAccount(states.get(account));
        const unknown = [0, snapshots.unknownSizes, cost.withoutLow, cost.withoutHigh, 0];
        return unknown.flatMap((count, index) => (isShort || count > 0 ? [index + 3] : []));
      }),
      rows: listed.map((total) => {
        const [, size = null] = amountValues(total.snapshots);
        const { low, high } = boundsOf(total.cost);
        const state = states.get(total.account);
        const who = [total.account, state?.name ?? null, state?.phase ?? null];
        return [...who, total.rows, size, low, high, total.findings];
      }),
      ...(more > 0 ? { notes: [`and ${formatCount(more)} more`] } : {}),
    },
  ];
}
