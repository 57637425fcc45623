/**
 * Facets: how often each value of a column occurs among the rows of a query, and what their sizes come to; of two
 * columns, each pair of values. Values are texts as the filter language takes them: numbers by their digits, yes and
 * no, and of instants their month (`2026-10`, UTC). Each item of a list counts; a list without items is ''.
 */

import type { DatabaseSync } from 'node:sqlite';
import { rowsWithin } from '../kinds/joined-rows.ts';
import { isAccountField } from '../model/account-columns.ts';
import { isListType } from '../model/columns.ts';
import type { FacetGroup, FacetQuery, FacetReport, TableOrder } from '../model/table-query.ts';
import { rowAccountSql } from './account-sql.ts';
import { itemSql } from './list-sql.ts';
import type { RowNumbers } from './row-numbers.ts';
import { partsOfTable, quoted, type StoredColumn, type StoredTable } from './schema.ts';
import { numberOrNull, textOrNull } from './stored-values.ts';

/** Rows that one step looks at: small enough that what is asked next need not wait for it. */
const STEP = 50_000;

/** Groups that are counted apart; of columns with more (ids) those beyond are counted together. */
const MOST_GROUPS = 20_000;

interface Counted {
  count: number;
  bytes: number;
  sized: number;
  low: number;
  withLow: number;
  high: number;
  withHigh: number;
}

/** What is added up of the rows of a group. */
const SUMS = ['count', 'bytes', 'sized', 'low', 'withLow', 'high', 'withHigh'] as const;

function nothing(): Counted {
  return { count: 0, bytes: 0, sized: 0, low: 0, withLow: 0, high: 0, withHigh: 0 };
}

function addTo(into: Counted, more: Counted): void {
  for (const sum of SUMS) into[sum] += more[sum];
}

/** Counts the groups of a facet over rows that were found before, in steps between which it can be given up. */
export function* facetSteps(
  database: DatabaseSync,
  table: StoredTable | undefined,
  facet: FacetQuery,
  found: Generator<RowNumbers, TableOrder, undefined>,
): Generator<void, FacetReport, undefined> {
  const started = performance.now();
  const order = yield* quietly(found);
  const groups = new Map<string, Counted>();
  const rest = nothing();
  for (const part of table === undefined ? [] : partsOfTable(table)) {
    const step = groupStep(database, part.table, facet);
    const rows = step === undefined ? new Uint32Array(0) : rowsWithin(order.rows, part.base);
    for (let from = 0; from < rows.length; from += STEP) {
      for (const line of step?.(rows.subarray(from, from + STEP)) ?? []) add(groups, rest, line);
      yield;
    }
  }
  const isCut = rest.count > 0;
  const sorted = [...groups].map(([key, counted]) => ({ values: parsedKey(key), counted }));
  sorted.sort((one, other) => other.counted.count - one.counted.count || byValues(one.values, other.values));
  for (const { counted } of sorted.slice(facet.limit)) addTo(rest, counted);
  return {
    groups: sorted
      .slice(0, facet.limit)
      .map(({ values, counted }) => ({ values, ...amountsOf(counted, facet) })),
    rest: amountsOf(rest, facet),
    distinct: groups.size,
    isCut,
    rows: order.rows.length,
    cost: performance.now() - started,
  };
}

function* quietly(
  found: Generator<RowNumbers, TableOrder, undefined>,
): Generator<void, TableOrder, undefined> {
  for (;;) {
    const step = found.next();
    if (step.done === true) return step.value;
    yield;
  }
}

interface Line extends Counted {
  readonly key: string;
}

function add(groups: Map<string, Counted>, rest: Counted, line: Line): void {
  const known = groups.get(line.key);
  const into = known ?? (groups.size < MOST_GROUPS ? nothing() : rest);
  if (known === undefined && into !== rest) groups.set(line.key, into);
  addTo(into, line);
}

function groupStep(
  database: DatabaseSync,
  table: StoredTable,
  { columns, measure, costs }: FacetQuery,
): ((rows: Uint32Array) => readonly Line[]) | undefined {
  const values = columns.map((id, index) => valueSql(table, id, `item${index}`));
  if (values.some((value) => value === undefined)) return undefined;
  const lists = columns.flatMap((id, index) =>
    isListType(table.columns.find((column) => column.id === id)?.type ?? '')
      ? [`LEFT JOIN json_each(${quoted(id)}) AS item${index}`]
      : [],
  );
  const amount = (wanted: string | null | undefined, type: string) => {
    const column = table.columns.find((one) => one.id === wanted && one.type === type);
    return column === undefined ? 'NULL' : quoted(column.id);
  };
  const [size, low, high] = [
    amount(measure, 'bytes'),
    amount(costs?.low, 'money'),
    amount(costs?.high, 'money'),
  ];
  const statement = database.prepare(
    `SELECT json_array(${values.join(', ')}) AS key, count(*) AS count, total(${size}) AS bytes, count(${size}) AS sized,
       total(${low}) AS low, count(${low}) AS withLow, total(${high}) AS high, count(${high}) AS withHigh
     FROM (SELECT * FROM ${quoted(table.tab)} WHERE row IN (SELECT value FROM json_each(?))) ${lists.join(' ')}
     GROUP BY 1`,
  );
  return (rows) =>
    statement.all(`[${rows.join(',')}]`).map((line) => {
      const counted = nothing();
      for (const sum of SUMS) counted[sum] = numberOrNull(line[sum]) ?? 0;
      return { key: textOrNull(line.key) ?? '[]', ...counted };
    });
}

/** The value of a field as text, by SQL; undefined where the table has no such field. */
function valueSql(table: StoredTable, id: string, item: string): string | undefined {
  const column = table.columns.find((candidate) => candidate.id === id);
  if (column !== undefined) return columnSql(column, item);
  if (id === 'problem') return 'problem';
  if (isAccountField(id)) return rowAccountSql(id);
  const ofCell = id === 'region' || id === 'account' || id === 'kind';
  return ofCell ? `(SELECT cell.${id} FROM cell WHERE cell.id = "cell")` : undefined;
}

function columnSql({ id, type }: StoredColumn, item: string): string {
  const name = quoted(id);
  switch (type) {
    case 'boolean':
      return `CASE ${name} WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END`;
    case 'instant':
      return `strftime('%Y-%m', ${name} / 1000, 'unixepoch')`;
    case 'list':
    case 'tags':
      return `CASE WHEN ${name} IS NULL THEN NULL ELSE ifnull(${itemSql({ type }, item)}, '') END`;
    case 'integer':
    case 'bytes':
    case 'duration':
    case 'money':
      return `CASE WHEN ${name} = CAST(${name} AS INTEGER) THEN CAST(CAST(${name} AS INTEGER) AS TEXT)
        ELSE CAST(${name} AS TEXT) END`;
    default:
      return name;
  }
}

/** Values by their text, the unknown last. */
function byValues(one: FacetGroup['values'], other: FacetGroup['values']): number {
  const [first, second] = [one, other].map((values) => values.map((value) => value ?? '\uffff').join('\0'));
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

function parsedKey(key: string): readonly (string | null)[] {
  const parsed: unknown = JSON.parse(key);
  return Array.isArray(parsed) ? parsed.map((value) => (typeof value === 'string' ? value : null)) : [];
}

function amountsOf(counted: Counted, { measure, costs }: FacetQuery): Omit<FacetGroup, 'values'> {
  const { count, bytes, sized, low, withLow, high, withHigh } = counted;
  const cost = { low, high, withoutLow: count - withLow, withoutHigh: count - withHigh };
  return {
    count,
    bytes: measure !== null && sized > 0 ? bytes : null,
    unknownSizes: measure === null ? 0 : count - sized,
    ...(costs === undefined ? {} : { cost }),
  };
}
