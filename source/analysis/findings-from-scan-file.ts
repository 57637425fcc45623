/** Findings over a scan file: which rows, how many, and why. */
import type { DatabaseSync } from 'node:sqlite';
import { datasyncTask } from '../kinds/datasync/datasync-task.ts';
import { type Finding, type FindingSettings, type RowsOf, text } from '../kinds/define/finding.ts';
import { hasListedSources } from '../kinds/define/sources.ts';
import { FINDINGS, UNTOLD } from '../kinds/findings.ts';
import { findKind } from '../kinds/registry.ts';
import { SOURCES_TAB } from '../kinds/sources/source-columns.ts';
import { TRANSFERS_TAB } from '../kinds/transfers/transfer-columns.ts';
import { isSound } from '../model/cell.ts';
import type { Value } from '../model/columns.ts';
import type { TableQuery } from '../model/table-query.ts';
import { allOf, type Condition } from '../store/condition.ts';
import { condition, findingSettings, isAnswerable } from '../store/filter/finding-condition.ts';
import { quoted, type StoredColumn, type StoredTable } from '../store/schema.ts';
import { arrayRows } from '../store/sql-rows.ts';
import { hasAccounts } from '../store/stored-accounts.ts';
import { cellsInTurn, kindsOfCells, placesOfCells } from '../store/stored-cells.ts';
import { readFacts } from '../store/stored-facts.ts';
import { hasSources } from '../store/stored-sources.ts';
import { storedTable } from '../store/stored-table.ts';
import { fromStored, numberOrNull, textOrNull } from '../store/stored-values.ts';
import { rounded } from './cost.ts';
import { accountsWithoutCells } from './shortfall.ts';
import type { CostTotal, FindingCount } from './summary.ts';
import { freshTransfers } from './transfers/transfer-table.ts';

/** The table of a finding as the scan file has it; one without columns, of which nothing can be told, where it has none. */
function tableOf(database: DatabaseSync, tab: string): StoredTable {
  return storedTable(database, tab) ?? { tab, columns: [] };
}

/**
 * The findings of the kinds that were scanned, each with its rows counted; one pass over each table. Those about sources are
 * counted where their table is worked out.
 */
export function countFindings(database: DatabaseSync): readonly FindingCount[] {
  const settings = findingSettings(readFacts(database));
  const tabs = tabsByKind(database);
  const { scanned, unsound } = cellsByKind(database, tabs);
  const notRead = hasAccounts(database) ? { accountsNotRead: accountsWithoutCells(database).length } : {};
  const counted = new Map<string, Counts>();
  for (const tab of new Set(FINDINGS.map((finding) => finding.tab))) {
    if (isThere(database, tab, scanned)) countTable(database, tab, settings, counted);
  }
  return FINDINGS.flatMap((finding) => {
    const counts = counted.get(finding.id);
    if (counts === undefined) return [];
    const { id, title, severity, tab } = finding;
    return [
      {
        id,
        title: title(settings),
        severity,
        tab,
        ...counts,
        notCheckedReason: counts.notChecked === 0 ? null : finding.notCheckedReason(settings),
        cellsNotRead: missedCells(unsound, finding, tabs),
        ...notRead,
        query: queryOf(finding, finding.rows(settings), id),
        notCheckedQuery: queryOf(finding, finding.notChecked(settings), `${id}${UNTOLD}`),
      },
    ];
  });
}

/** True where there is a table of this name; that of transfers is worked out from the tasks that are there. */
function isThere(database: DatabaseSync, tab: string, scanned: ReadonlySet<string | undefined>): boolean {
  if (tab === SOURCES_TAB) return tellsOfSources(database);
  if (tab !== TRANSFERS_TAB) return scanned.has(tab);
  if (!scanned.has(datasyncTask.tab)) return false;
  freshTransfers(database);
  return true;
}

/** True where a kind was scanned whose sources the file tells, those without backups too. */
function tellsOfSources(database: DatabaseSync): boolean {
  if (!hasSources(database)) return false;
  return kindsOfCells(database).some((id) => {
    const kind = findKind(id);
    return kind !== undefined && hasListedSources(kind);
  });
}

/** The rows of a finding as a query: as filter text where that can tell, so that it can be read and changed. */
function queryOf({ tab }: Finding, rows: RowsOf, id: string): TableQuery {
  return { tab, sort: null, ...('filter' in rows ? { filter: rows.filter } : { finding: id }) };
}

function tabsByKind(database: DatabaseSync): ReadonlyMap<string, string> {
  const lines = database.prepare('SELECT id, tab FROM kind').all();
  return new Map(lines.map(({ id, tab }) => [String(id), String(tab)]));
}

/** The tabs that were scanned, and how many cells of each kind are not sound. */
function cellsByKind(database: DatabaseSync, tabs: ReadonlyMap<string, string>) {
  const scanned = new Set<string | undefined>();
  const unsound = new Map<string, number>();
  for (const { kind, phase } of cellsInTurn(database)) {
    scanned.add(tabs.get(kind));
    if (!isSound(phase)) unsound.set(kind, (unsound.get(kind) ?? 0) + 1);
  }
  return { scanned, unsound };
}

/** The cells after which rows of the finding, or what is known of them, may be missing. */
function missedCells(
  unsound: ReadonlyMap<string, number>,
  { tab, restsOn }: Finding,
  tabs: ReadonlyMap<string, string>,
): number {
  return [...unsound].reduce(
    (sum, [kind, count]) => (tabs.get(kind) === tab || restsOn.includes(kind) ? sum + count : sum),
    0,
  );
}

/** How many rows a finding is about, of how many it cannot be told, and what the former cost. */
type Counts = Pick<FindingCount, 'count' | 'notChecked' | 'cost'>;

function countTable(
  database: DatabaseSync,
  tab: string,
  settings: FindingSettings,
  counted: Map<string, Counts>,
): void {
  const table = tableOf(database, tab);
  const findings = FINDINGS.filter(
    (finding) => finding.tab === tab && isAnswerable(finding, table, settings),
  );
  if (findings.length === 0) return;
  const conditions = findings.flatMap((finding) => [
    condition(table, finding.rows(settings), settings),
    condition(table, finding.notChecked(settings), settings),
  ]);
  const sums = conditions.map(({ sql }) => `count(*) FILTER (WHERE ${sql})`);
  const values = conditions.flatMap((each) => each.values);
  const [line = []] = arrayRows(database, `SELECT ${sums.join(', ')} FROM ${quoted(tab)}`, ...values);
  for (const [index, finding] of findings.entries()) {
    const count = numberOrNull(line[2 * index]) ?? 0;
    const cost = costOf(database, table, finding, conditions[2 * index], count);
    const notChecked = numberOrNull(line[2 * index + 1]) ?? 0;
    counted.set(finding.id, { count, notChecked, ...(cost === undefined ? {} : { cost }) });
  }
}

/** What the rows of a finding cost; undefined where that is not told of them, or by no column of the file. */
function costOf(
  database: DatabaseSync,
  { tab, columns }: StoredTable,
  { costs }: Finding,
  rows: Condition | undefined,
  count: number,
): CostTotal | undefined {
  if (costs === undefined || rows === undefined || count === 0) return undefined;
  if (![costs.low, costs.high].every((id) => columns.some((column) => column.id === id))) return undefined;
  const [low, high] = [quoted(costs.low), quoted(costs.high)];
  const [line = []] = arrayRows(
    database,
    `SELECT total(${low}), total(${high}), count(${low}), count(${high}) FROM ${quoted(tab)} WHERE ${rows.sql}`,
    ...rows.values,
  );
  const [sumLow = 0, sumHigh = 0, withLow = 0, withHigh = 0] = line.map(Number);
  const without = { withoutLow: count - withLow, withoutHigh: count - withHigh };
  return rounded({ count, low: sumLow, high: sumHigh, ...without });
}

/** One resource that a finding is about. */
export interface FoundResource {
  readonly kind: string;
  readonly account: string;
  readonly region: string;
  /** Its ARN or id; null where AWS gave none. */
  readonly resource: string | null;
  readonly reason: string;
}

/** True where a row of the finding's tab is among its rows, or among those of which it cannot be told. */
export function isRowOf(
  database: DatabaseSync,
  finding: Finding,
  part: 'rows' | 'notChecked',
  row: number,
): boolean {
  const settings = findingSettings(readFacts(database));
  const table = tableOf(database, finding.tab);
  if (!isAnswerable(finding, table, settings)) return false;
  const { sql, values } = allOf([condition(table, finding[part](settings), settings), isRow(row)]);
  const [line] = arrayRows(database, `SELECT 1 FROM ${quoted(finding.tab)} WHERE ${sql}`, ...values);
  return line !== undefined;
}

function isRow(row: number): Condition {
  return { sql: 'row = ?', values: [row] };
}

/** The resources of a finding in the order found, at most `most`; of one row only where its number is given. */
export function* foundResources(
  database: DatabaseSync,
  finding: Finding,
  most: number,
  row?: number,
): Generator<FoundResource, void, undefined> {
  const settings = findingSettings(readFacts(database));
  const table = tableOf(database, finding.tab);
  if (!isAnswerable(finding, table, settings)) return;
  const isOfSource = finding.tab === SOURCES_TAB;
  const reads = isOfSource ? [...finding.reads, ...PLACE_OF_SOURCE] : finding.reads;
  const columns = table.columns.filter(({ id }) => reads.includes(id));
  const name = quoted(finding.tab);
  const rows = allOf([
    condition(table, finding.rows(settings), settings),
    ...(row === undefined ? [] : [isRow(row)]),
  ]);
  const results = ['cell', 'key', finding.tells ?? 'NULL', ...columns.map(({ id }) => quoted(id))];
  const placeOf = placesOfCells(database);
  const lines = arrayRows(
    database,
    `SELECT ${results.join(', ')} FROM ${name} WHERE ${rows.sql} ORDER BY row LIMIT ?`,
    ...rows.values,
    most,
  );
  for (const [cellId, key, told, ...stored] of lines) {
    const place = placeOf(Number(cellId));
    const values = valuesOf(
      columns,
      stored.map((value, index) => fromStored(columns[index]?.type ?? 'text', value)),
    );
    const reason = finding.reason({ values, told: textOrNull(told), settings });
    if (isOfSource) yield foundSource(values, reason);
    else
      yield {
        kind: place?.kind ?? '',
        account: place?.account ?? '',
        region: place?.region ?? '',
        resource: textOrNull(key)?.startsWith('#') === true ? null : textOrNull(key),
        reason,
      };
  }
}

/** Of a source its cell may be one that holds its backups, elsewhere: the row itself says where it is. */
const PLACE_OF_SOURCE: readonly string[] = ['account', 'region', 'source_arn', 'source_id'];

function foundSource(values: Readonly<Record<string, Value>>, reason: string): FoundResource {
  const { account, region, source_arn: arn, source_id: id } = values;
  return {
    kind: 'source',
    account: text(account),
    region: text(region),
    resource: text(arn) || text(id),
    reason,
  };
}

function valuesOf(
  columns: readonly StoredColumn[],
  values: readonly Value[],
): Readonly<Record<string, Value>> {
  return Object.fromEntries(columns.map(({ id }, index) => [id, values[index] ?? null]));
}
