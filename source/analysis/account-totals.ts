/** What each account of a scan of many comes to, in one pass over each table. */
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { SOURCES_TAB } from '../kinds/sources/source-columns.ts';
import { WORKED_OUT } from '../kinds/worked-out.ts';
import { findingConditions } from '../store/filter/finding-condition.ts';
import { quoted } from '../store/schema.ts';
import { arrayRows, columnOrNull } from '../store/sql-rows.ts';
import { placesOfCells } from '../store/stored-cells.ts';
import { hasSources } from '../store/stored-sources.ts';
import { storedTable } from '../store/stored-table.ts';
import { textOrNull } from '../store/stored-values.ts';
import { startAmount } from './amounts.ts';
import { rounded } from './cost.ts';
import { snapshotTabs } from './snapshot-totals.ts';
import type { AccountTotal } from './summary.ts';

interface RunningTotal {
  rows: number;
  findings: number;
  readonly snapshots: ReturnType<typeof startAmount>;
  readonly cost: { -readonly [Field in keyof AccountTotal['cost']]: AccountTotal['cost'][Field] };
}

/** Totals of the accounts that were read, those without rows too, in the order in which they were planned. */
export function accountTotals(
  database: DatabaseSync,
  kinds: readonly ResourceKind[],
): readonly AccountTotal[] {
  const totals = new Map<string, RunningTotal>();
  const accounts = database.prepare('SELECT account FROM cell GROUP BY account ORDER BY min(id)').all();
  for (const { account } of accounts) totals.set(String(account), startTotal());
  const placeOf = placesOfCells(database);
  const ofSnapshots = snapshotTabs(kinds);
  for (const tab of new Set(kinds.map((kind) => kind.tab)))
    addTable(database, tab, ofSnapshots.includes(tab), (cell) => {
      const place = placeOf(cell);
      return place === undefined ? undefined : totals.get(place.account);
    });
  for (const { id } of WORKED_OUT) addWorkedOut(database, id, totals);
  const names = new Map(
    database
      .prepare('SELECT id, name FROM account')
      .all()
      .map(({ id, name }) => [String(id), textOrNull(name)]),
  );
  return [...totals].map(([account, total]) => ({
    ...{ account, name: names.get(account) ?? null },
    ...{ ...total, cost: rounded(total.cost) },
  }));
}

/** The findings about rows of a table that is worked out, where it is; they are no rows of the scan's. */
function addWorkedOut(database: DatabaseSync, tab: string, totals: ReadonlyMap<string, RunningTotal>): void {
  const table = storedTable(database, tab);
  if (table === undefined || (tab === SOURCES_TAB && !hasSources(database))) return;
  const found = findingConditions(database, table, 'any');
  const findings = found.map(({ sql }) => `((${sql}) IS TRUE)`).join(' + ');
  const sql = `SELECT account, total(${findings}) FROM temp.${quoted(tab)} GROUP BY account`;
  for (const [account, count] of arrayRows(database, sql, ...found.flatMap(({ values }) => values))) {
    const total = totals.get(String(account));
    if (total !== undefined) total.findings += Number(count);
  }
}

function startTotal(): RunningTotal {
  return {
    rows: 0,
    findings: 0,
    snapshots: startAmount(),
    cost: { count: 0, low: 0, high: 0, withoutLow: 0, withoutHigh: 0 },
  };
}

function addTable(
  database: DatabaseSync,
  tab: string,
  isOfSnapshots: boolean,
  totalOf: (cell: number) => RunningTotal | undefined,
): void {
  const table = storedTable(database, tab);
  if (table === undefined) return;
  const columns = new Set(table.columns.map(({ id }) => id));
  const [size, low, high] = ['size', 'monthly_cost_low', 'monthly_cost_high'].map((id) =>
    columnOrNull(columns, id),
  );
  // A row that two findings are about is in the count of each, there as here.
  const found = findingConditions(database, table, 'any');
  const findings = found.map(({ sql }) => `((${sql}) IS TRUE)`).join(' + ');
  const lines = arrayRows(
    database,
    `SELECT cell, count(*), total(${findings === '' ? '0' : findings}),
       total(${size}), count(*) FILTER (WHERE ${size} IS NULL),
       total(${low}), total(${high}),
       count(*) FILTER (WHERE ${low} IS NULL), count(*) FILTER (WHERE ${high} IS NULL)
     FROM ${quoted(tab)} GROUP BY cell`,
    ...found.flatMap(({ values }) => values),
  );
  for (const line of lines) {
    const [cell = 0, rows = 0, findings = 0, ...sums] = line.map(Number);
    const total = totalOf(cell);
    if (total === undefined) continue;
    total.rows += rows;
    total.findings += findings;
    if (isOfSnapshots) addSnapshots(total, rows, sums);
  }
}

function addSnapshots({ snapshots, cost }: RunningTotal, rows: number, sums: readonly number[]): void {
  const [bytes = 0, unknownSizes = 0, low = 0, high = 0, withoutLow = 0, withoutHigh = 0] = sums;
  snapshots.count += rows;
  snapshots.bytes += bytes;
  snapshots.unknownSizes += unknownSizes;
  cost.count += rows;
  cost.low += low;
  cost.high += high;
  cost.withoutLow += withoutLow;
  cost.withoutHigh += withoutHigh;
}
