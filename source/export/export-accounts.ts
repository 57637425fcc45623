/** The accounts of a scan of many, as exports write them. */

import { amountValues } from '../analysis/amount-columns.ts';
import { accountsNotRead } from '../analysis/scan-parts.ts';
import type { AccountTotal } from '../analysis/summary.ts';
import { costValues } from '../analysis/summary-estimate-tables.ts';
import { type AccountState, accountOutcome, type SeenElsewhere } from '../model/account.ts';
import type { Value } from '../model/columns.ts';
import { formatCount } from '../model/format.ts';
import { counted } from '../model/words.ts';
import { ACCOUNT_COLUMN, ACCOUNT_NAME_COLUMN, type HeadedColumn, OU_COLUMN } from './account-labels.ts';
import { isOfSourcesAlone, keptRows } from './export-filter.ts';
import type { ExportInput } from './export-input.ts';
import { errorText } from './open-export-input.ts';

/** The accounts as exports for programs write them; under a filter `kept` are the rows that it keeps. */
export function accountObjects(source: ExportInput) {
  const rows = new Map<string, { found: number; kept: number }>();
  for (const cell of source.cells) {
    const { found, kept } = rows.get(cell.account) ?? { found: 0, kept: 0 };
    rows.set(cell.account, { found: found + cell.rows, kept: kept + (keptRows(source, cell) ?? 0) });
  }
  const keptOf = (account: string): number | null =>
    isOfSourcesAlone(source) ? null : (rows.get(account)?.kept ?? 0);
  return source.accounts.map((account) => ({
    account: account.id,
    name: account.name,
    ou: account.ou,
    state: account.state,
    outcome: accountOutcome(account),
    rows: rows.get(account.id)?.found ?? 0,
    ...(source.filter === null ? {} : { kept: keptOf(account.id) }),
    error: errorText(account.error),
  }));
}

/** What stands among the cells for each account that has none: nothing of it was read. */
export function unreadAccounts(source: ExportInput): readonly Readonly<Record<string, Value>>[] {
  return accountsNotRead(source.accounts).map((account) => ({
    account: account.id,
    region: null,
    collector: null,
    outcome: accountOutcome(account),
    rows: 0,
    calls: 0,
    error: errorText(account.error),
    read_at: null,
    read_until: null,
  }));
}

const COLUMNS: readonly HeadedColumn[] = [
  ACCOUNT_COLUMN,
  ACCOUNT_NAME_COLUMN,
  OU_COLUMN,
  { header: 'State', type: 'enum' },
  { header: 'Entered By', type: 'text' },
  { header: 'Outcome', type: 'enum' },
  { header: 'Regions', type: 'integer' },
  { header: 'Rows', type: 'integer' },
  { header: 'Snapshots', type: 'integer' },
  { header: 'Size', type: 'bytes' },
  { header: 'Unsized', type: 'integer' },
  { header: 'Monthly Cost Low', type: 'money' },
  { header: 'Monthly Cost High', type: 'money' },
  { header: 'Without Estimate', type: 'integer' },
  { header: 'Findings', type: 'integer' },
  { header: 'Problems', type: 'text' },
  { header: 'Started', type: 'instant' },
  { header: 'Ended', type: 'instant' },
  { header: 'Counted At Owner', type: 'text' },
];

/** The columns of a table of accounts; under a filter its rows are those that it keeps. */
export function accountColumns({ filter }: ExportInput): readonly HeadedColumn[] {
  if (filter === null) return COLUMNS;
  return COLUMNS.map((column) => (column.header === 'Rows' ? { ...column, header: 'Rows Kept' } : column));
}

/** A line an account under `accountColumns`; of one that was not read nothing is known, which is not zero. */
export function accountLines(
  source: ExportInput,
  totals: readonly AccountTotal[],
): readonly (readonly Value[])[] {
  const totalOf = new Map(totals.map((total) => [total.account, total]));
  const seenBy = Map.groupBy(source.elsewhere, ({ account }) => account);
  return source.accounts.map((account) => [
    ...[account.id, account.name, account.ou, account.state, enteredBy(account), accountOutcome(account)],
    account.regions.length === 0 ? null : account.regions.length,
    ...totalValues(totalOf.get(account.id), isOfSourcesAlone(source)),
    problemWords(account),
    ...[account.startedAt, account.endedAt],
    ownersWords(seenBy.get(account.id) ?? []),
  ]);
}

/** Nothing where nobody tried to enter it. */
function enteredBy({ entry, phase }: AccountState): string | null {
  return phase === 'skipped' ? null : entry;
}

/** `isOfSources`: how many rows of its kinds there are is not asked for. */
function totalValues(total: AccountTotal | undefined, isOfSources: boolean): readonly Value[] {
  if (total === undefined) return Array.from({ length: 8 }, () => null);
  const [, ...cost] = costValues(total.cost);
  return [isOfSources ? null : total.rows, ...amountValues(total.snapshots), ...cost, total.findings];
}

/** Of which accounts it sees how many rows, which count there alone: `12 of 210987654321, 1 of 302233445566`. */
function ownersWords(seen: readonly SeenElsewhere[]): string | null {
  if (seen.length === 0) return null;
  return seen.map(({ owner, rows }) => `${formatCount(rows)} of ${owner}`).join(', ');
}

/** Why an account could not be entered, or how many of its cells have a problem. */
function problemWords({ error, kinds }: AccountState): string | null {
  if (error !== null) return errorText(error);
  const bad = kinds.reduce((sum, kind) => sum + kind.problems, 0);
  const cells = kinds.reduce((sum, kind) => sum + kind.cells, 0);
  return bad === 0 ? null : `${formatCount(bad)} of ${counted(cells, 'cell')} with problems`;
}
