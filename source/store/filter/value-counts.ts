/** The values of a field with their frequency, for completion. */
import type { DatabaseSync } from 'node:sqlite';
import type { ValueCount } from '../../model/table-query.ts';
import { accountSql, CELLS_WITH_ACCOUNTS } from '../account-sql.ts';
import type { Condition } from '../condition.ts';
import { itemSql } from '../list-sql.ts';
import { partsOfTable, quoted, type StoredTable } from '../schema.ts';
import type { SqlRow } from '../sqlite.ts';
import { numberOrNull, textOrNull } from '../stored-values.ts';
import type { FilterField } from './expression.ts';
import { likeCondition } from './like-condition.ts';
import { fieldsOfTable } from './query-filter.ts';
import { tagText } from './tag-condition.ts';

/** Row numbers that one step looks at: small enough that what is asked next need not wait for it. */
const STEP = 50_000;

/**
 * Different values that are counted at most: of a column with more (an id) those found first, which is as good as
 * any others, since hardly one of them is frequent.
 */
const MOST_VALUES = 20_000;

/**
 * Counts the values of a field that begin with `prefix` in any case, in steps between which it can be given up.
 * Items of a list count each; of single tags their keys do, and behind a `=` in the prefix keys with values. Sizes, instants, durations and ages have no values that anyone would look up: none.
 */
export function* valueCountSteps(
  database: DatabaseSync,
  table: StoredTable | undefined,
  fieldId: string,
  { prefix, limit }: { readonly prefix: string; readonly limit: number },
): Generator<void, readonly ValueCount[], undefined> {
  const field = table === undefined ? undefined : fieldsOfTable(table).find(({ id }) => id === fieldId);
  if (table === undefined || field === undefined) return [];
  const counts = new Map<string, number>();
  const add = (value: string | null, count: number | null): void => {
    if (value === null || count === null) return;
    const before = counts.get(value);
    if (before !== undefined || counts.size < MOST_VALUES) counts.set(value, (before ?? 0) + count);
  };
  const ofCells = (of: StoredTable, sql: string): void => {
    for (const { value, count } of cellValues(database, of, sql, prefix)) add(value, count);
  };
  if (field.source.in === 'cell') {
    const { name } = field.source;
    for (const part of partsOfTable(table)) ofCells(part.table, `cell.${name}`);
  }
  if (field.source.in === 'account') {
    const { name } = field.source;
    for (const part of partsOfTable(table)) ofCells(part.table, accountSql(name));
  }
  const column = columnOf(field, table, prefix);
  if (column !== undefined) {
    for (const part of partsOfTable(table)) {
      const step = stepOf(database, part.table, column, prefix);
      for (const from of stepsOf(database, part.table)) {
        for (const { value, count } of step(from)) add(value, count);
        yield;
      }
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
    .slice(0, limit);
}

interface CountedColumn {
  /** The value as text, by SQL. */
  readonly sql: string;
  /** The list that the value is an item of. */
  readonly list?: string;
}

/** Up to here the digits of a real are the number's own. */
const EXACT = Number.MAX_SAFE_INTEGER;

/** What is counted of a column; undefined where there is nothing to look up. */
function columnOf(
  { id, type, source }: FilterField,
  { columns }: StoredTable,
  prefix: string,
): CountedColumn | undefined {
  const name = quoted(id);
  if (source.in === 'account') return undefined;
  if (source.in === 'tag') return { sql: tagText(prefix.includes('=') ? 'tag' : 'key'), list: source.column };
  if (source.in === 'cell') {
    const also = columns.find((column) => column.id === source.orColumn);
    return also === undefined ? undefined : { sql: quoted(also.id) };
  }
  switch (type) {
    case 'boolean':
      return { sql: `CASE ${name} WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END` };
    case 'integer':
      return { sql: `CASE WHEN abs(${name}) <= ${EXACT} THEN CAST(CAST(${name} AS INTEGER) AS TEXT) END` };
    case 'list':
    case 'tags':
      return { sql: itemSql({ type }), list: id };
    case 'text':
    case 'arn':
    case 'enum':
      return { sql: name };
    default:
      return undefined;
  }
}

type Counted = { readonly value: string | null; readonly count: number | null };

function beginsWith(sql: string, prefix: string): Condition {
  if (prefix === '') return { sql: `${sql} IS NOT NULL`, values: [] };
  return likeCondition((make, ...values) => ({ sql: make(sql), values }), `${prefix}*`);
}

function cellValues(database: DatabaseSync, table: StoredTable, sql: string, prefix: string): Counted[] {
  const chosen = beginsWith(sql, prefix);
  return database
    .prepare(
      `SELECT ${sql} AS value, sum(rows) AS count FROM ${CELLS_WITH_ACCOUNTS} JOIN kind ON kind.id = cell.kind
       WHERE tab = ? AND rows > 0 AND ${chosen.sql} GROUP BY 1`,
    )
    .all(table.tab, ...chosen.values)
    .map(counted);
}

/** Counts the rows of one step, by their numbers. */
function stepOf(
  database: DatabaseSync,
  { tab }: StoredTable,
  { sql, list }: CountedColumn,
  prefix: string,
): (from: number) => Counted[] {
  const chosen = beginsWith(sql, prefix);
  const source = list === undefined ? quoted(tab) : `${quoted(tab)}, json_each(${quoted(list)})`;
  const statement = database.prepare(
    `SELECT ${sql} AS value, count(*) AS count FROM ${source}
     WHERE row >= ? AND row < ? AND ${chosen.sql} GROUP BY 1`,
  );
  return (from) => statement.all(from, from + STEP, ...chosen.values).map(counted);
}

function counted({ value, count }: SqlRow): Counted {
  return { value: textOrNull(value), count: numberOrNull(count) };
}

function* stepsOf(database: DatabaseSync, { tab }: StoredTable): Generator<number, void, undefined> {
  const bounds = database.prepare(`SELECT min(row) AS first, max(row) AS last FROM ${quoted(tab)}`).get();
  const last = numberOrNull(bounds?.last) ?? 0;
  for (let from = numberOrNull(bounds?.first) ?? 1; from <= last; from += STEP) yield from;
}
