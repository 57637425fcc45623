import type { SummaryReport } from '../../../analysis/summary.ts';
import { isAccountProblem } from '../../../model/account.ts';
import type { ScanState } from '../../../model/cell.ts';
import { formatCount } from '../../../model/format.ts';
import { counted } from '../../../model/words.ts';
import {
  ACCOUNT_COST_COLUMNS,
  type AccountCost,
  accountCosts,
  countUnread,
  isShort,
  tablesOfAccount,
} from '../../state/account-costs.ts';
import type { SummaryList } from './summary-list.ts';

/** All accounts of a scan of many, those that cost most a month first. */
export function accountsList(report: SummaryReport, scan: ScanState): SummaryList<AccountCost> {
  const items = accountCosts(report, scan.accounts);
  const { notRead, notActive, toCome } = countUnread(items);
  return {
    id: 'accounts',
    title: 'Accounts by cost',
    notes: [
      [counted(items.length, 'account'), 'plain'],
      ...(notRead === 0 ? [] : [[`${formatCount(notRead)} not read`, 'warning'] as const]),
      ...(toCome === 0 ? [] : [[`${formatCount(toCome)} still to come`, 'warning'] as const]),
      ...(notActive === 0 ? [] : [[`${formatCount(notActive)} not active`, 'quiet'] as const]),
    ],
    columns: ACCOUNT_COST_COLUMNS,
    items,
    usualOrder: 'dearest first',
    none: 'This scan has one account.',
    isMarked: ({ state }) => state !== undefined && isAccountProblem(state),
    isShort,
    opens: tablesOfAccount,
  };
}
