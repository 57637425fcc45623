import type { AccountTotal } from '../../../../analysis/summary.ts';
import { oneLine } from '../../../../base/one-line.ts';
import { findKind } from '../../../../kinds/registry.ts';
import type { AccountState } from '../../../../model/account.ts';
import { counted } from '../../../../model/words.ts';
import { isValue } from '../../../../store/filter/write-terms.ts';
import { AT_LEAST, countWithin } from '../../../kit/cells.ts';
import { barOf } from '../../../kit/charts.ts';
import { fitted } from '../../../kit/text.ts';
import { rowsOf } from '../../../state/destination.ts';
import { boundsText, type CostLayout, costCount, costHead, costLayout } from './cost-lines.ts';
import { noteOf, type Panel, type PanelContext, type PanelLine } from './panel.ts';
import { snapshotTabs } from './snapshot-panels.ts';

const MOST_ACCOUNTS = 10;
/** Cells of the count of findings. */
const FINDINGS = 6;

/** What the snapshots of each account cost, those that cost most first; none of a scan of one account. */
export function accountsPanels(context: PanelContext): readonly Panel[] {
  const { report, accounts, width } = context;
  const totals = report.accounts ?? [];
  if (accounts.length === 0 || totals.length === 0) return [];
  const states = new Map(accounts.map((account) => [account.id, account]));
  const layout = costLayout({ ...context, width: width - FINDINGS }, snapshotTabs(context));
  const sorted = totals.toSorted(dearestFirst);
  const shown = sorted.slice(0, MOST_ACCOUNTS);
  const most = Math.max(0, ...totals.map(({ cost }) => cost.high));
  const left = sorted.length - shown.length;
  return [
    {
      title: 'Accounts by cost',
      note: noteOf(context, snapshotTabs(context)),
      usualLines: MOST_ACCOUNTS + 3,
      lines: [
        [...costHead(layout), [fitted('Find.', FINDINGS, 'right'), 'quiet']],
        ...shown.map((total) => accountLine(layout, total, states.get(total.account), most)),
        ...(left > 0
          ? [quiet(`and ${counted(left, 'more account')}: f in a table counts by Account Name`)]
          : []),
        ...unreadLines(accounts, totals),
      ],
    },
  ];
}

function accountLine(
  layout: CostLayout,
  total: AccountTotal,
  state: AccountState | undefined,
  most: number,
): PanelLine {
  const { account, cost, findings } = total;
  const counts = layout.tabs.flatMap((tab) => {
    const { rows, mark } = rowsIn(state, tab);
    const link = { id: `account ${account} ${tab}`, to: rowsOf(tab, isValue('account', account)) };
    return costCount(rows, layout.count, link, mark);
  });
  const isShort = layout.tabs.some((tab) => rowsIn(state, tab).mark !== '');
  return [
    [` ${fitted(oneLine(state?.name ?? account), layout.label)}`, 'plain'],
    ...counts,
    [boundsText(cost, layout.money, isShort ? AT_LEAST : ''), 'plain'],
    [fitted(countWithin(findings, FINDINGS - 1), FINDINGS, 'right'), findings > 0 ? 'plain' : 'quiet'],
    [layout.bar > 0 ? ` ${barOf(cost.high, most, layout.bar)}` : '', 'accent'],
  ];
}

/** The rows of an account in a tab; marked where there may be more. */
function rowsIn(
  state: AccountState | undefined,
  tab: string,
): { readonly rows: number; readonly mark: string } {
  const own = (state?.kinds ?? []).filter(({ kind }) => findKind(kind)?.tab === tab);
  return {
    rows: own.reduce((sum, { rows }) => sum + rows, 0),
    mark: own.some(({ problems }) => problems > 0) ? AT_LEAST : '',
  };
}

/** How many accounts nothing is known of. */
function unreadLines(
  accounts: readonly AccountState[],
  totals: readonly AccountTotal[],
): readonly PanelLine[] {
  const read = new Set(totals.map(({ account }) => account));
  const unread = accounts.filter(({ id, endedAt }) => endedAt !== null && !read.has(id)).length;
  return unread === 0 ? [] : [quiet(`${counted(unread, 'account')} not read: 1 shows why`)];
}

function quiet(text: string): PanelLine {
  return [[` ${text}`, 'quiet']];
}

function dearestFirst(one: AccountTotal, other: AccountTotal): number {
  return other.cost.high - one.cost.high || other.rows - one.rows || (one.account < other.account ? -1 : 1);
}
