/**
 * A table query as SQL: which rows, in which order. What is shown decides what a word finds: lists are joined by
 * ", ", instants read `YYYY-MM-DD HH:MM` in UTC, booleans yes or no, counts their digits, money `$1234.50`, sizes
 * `500.0 GiB` and durations `4m 05s`; a size is found by all of its bytes, too. Separators of thousands do not matter.
 */

import type { SQLInputValue } from 'node:sqlite';
import { isAccountField } from '../model/account-columns.ts';
import { isListType } from '../model/columns.ts';
import type { ByteUnit } from '../model/format.ts';
import type { TableQuery } from '../model/table-query.ts';
import { rowAccountSql } from './account-sql.ts';
import { allOf, anyOf, type Condition, NEVER, ofCells } from './condition.ts';
import { itemSql, listText, listToSearch } from './list-sql.ts';
import { shownBytes, shownDuration } from './number-text-sql.ts';
import { quoted, type StoredColumn, type StoredTable } from './schema.ts';

/** Rows whose column has one of these values. */
export type ColumnCondition = NonNullable<TableQuery['where']>[number];

/** The name of the function that compares words with letters beyond ASCII; see `holdsWord`. */
export const HOLDS_WORD = 'snapdeck_holds_word';

/** True where a text holds a word in any case. SQLite's own LIKE knows the case of ASCII letters only. */
export function holdsWord(text: unknown, word: unknown): 0 | 1 {
  return typeof text === 'string' && typeof word === 'string' && text.toLowerCase().includes(word) ? 1 : 0;
}

/** Everything that a query asks of a row but its words. */
export function typedCondition(table: StoredTable, query: TableQuery): Condition {
  const cells = (['region', 'kind'] as const).flatMap((name): Condition[] => {
    const value = query[name];
    return value === undefined ? [] : [ofCells({ sql: `${name} = ?`, values: [value] })];
  });
  return allOf([...cells, ...(query.where ?? []).map((condition) => columnCondition(table, condition))]);
}

/** Rows whose column has one of these values; for a list, whose column holds one of them. */
export function columnCondition(table: StoredTable, { column, oneOf }: ColumnCondition): Condition {
  const found = table.columns.find(({ id }) => id === column);
  if (found === undefined || oneOf.length === 0) return NEVER;
  const name = quoted(found.id);
  const places = oneOf.map(() => '?').join(', ');
  if (isListType(found.type)) {
    const holds = `EXISTS (SELECT 1 FROM json_each(${name}) WHERE ${itemSql(found)} IN (${places}))`;
    return { sql: holds, values: oneOf };
  }
  return { sql: `${name} IN (${places})`, values: oneOf.map((text) => comparable(found, text)) };
}

function comparable({ type }: StoredColumn, text: string): SQLInputValue {
  if (type === 'text' || type === 'arn' || type === 'enum') return text;
  if (type === 'boolean') return ['yes', 'true', '1'].includes(text) ? 1 : 0;
  return text.trim() === '' ? null : Number(text);
}

/** Beyond this SQLite refuses a pattern; no text of AWS's is as long. */
const LONGEST_WORD = 10_000;

/** Rows in whose shown text the word occurs, sizes shown in this unit; the word must not be empty. */
export function wordCondition({ columns }: StoredTable, word: string, unit: ByteUnit): Condition {
  // It separates the columns below.
  if (word.includes('\u001f') || word.length > LONGEST_WORD) return NEVER;
  return anyOf([
    ...textConditions(columns, word),
    ...booleanConditions(columns, word),
    ...countConditions(columns, word),
    ...byteConditions(columns, word, unit),
    ...durationConditions(columns, word),
    ...moneyConditions(columns, word),
    ...instantConditions(columns, word),
    ofCells({ sql: `region LIKE ? ESCAPE '\\'`, values: [pattern(word)] }),
  ]);
}

/** A LIKE pattern for a text that holds the word; LIKE's own signs stand for themselves. */
function pattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Stands between the columns of a row, and in no word that is looked for: none reaches from one to the next. */
const SEPARATOR = 'char(31)';

// One LIKE over the joined columns of a row costs less than one LIKE for each of them.
function textConditions(columns: readonly StoredColumn[], word: string): Condition[] {
  const texts = columns.flatMap((column) => {
    const { id, type } = column;
    if (isListType(type)) return [listToSearch({ id, type }, word)];
    return type === 'text' || type === 'arn' || type === 'enum' ? [quoted(id)] : [];
  });
  if (texts.length === 0) return [];
  const text = `concat_ws(${SEPARATOR}, ${texts.join(', ')})`;
  const like: Condition = { sql: `${text} LIKE ? ESCAPE '\\'`, values: [pattern(word)] };
  if (/^[\x20-\x7e]*$/.test(word)) return [like];
  // The ASCII part of the word is looked for first; only what is left is compared letter by letter.
  const ascii = pattern(word).replace(/[^\x20-\x7e]+/g, '%');
  return [
    allOf([
      { sql: like.sql, values: [ascii] },
      { sql: `${HOLDS_WORD}(${text}, ?)`, values: [word.toLowerCase()] },
    ]),
  ];
}

function booleanConditions(columns: readonly StoredColumn[], word: string): Condition[] {
  const lower = word.toLowerCase();
  const stored = [...('yes'.includes(lower) ? [1] : []), ...('no'.includes(lower) ? [0] : [])];
  if (stored.length === 0) return [];
  return columns
    .filter((column) => column.type === 'boolean')
    .map(({ id }) => ({ sql: `${quoted(id)} IN (${stored.join(', ')})`, values: [] }));
}

function countConditions(columns: readonly StoredColumn[], word: string): Condition[] {
  if (!/^-?\d[\d,]*$/.test(word)) return [];
  return shownConditions(columns, 'integer', word, (name) => `CAST(${name} AS INTEGER)`);
}

function byteConditions(columns: readonly StoredColumn[], word: string, unit: ByteUnit): Condition[] {
  // A word without a digit, such as B, would find whatever has a size at all.
  if (!/^(?=.*\d)[<>-]*[\d.,]+( ?([kmgtpe]?i?b?))?$/i.test(word)) return [];
  const shown = shownConditions(columns, 'bytes', word, (name) => shownBytes(name, unit));
  if (!/^\d[\d,]*$/.test(word)) return shown;
  const exact = columns
    .filter(({ type }) => type === 'bytes')
    .map(({ id }): Condition => ({ sql: `${quoted(id)} = ?`, values: [Number(word.replaceAll(',', ''))] }));
  return [...exact, ...shown];
}

function durationConditions(columns: readonly StoredColumn[], word: string): Condition[] {
  if (!/^(?=.*\d)[\d.,]+(ms?|s|[hm] ?(\d\d?[ms]?)?)?$/i.test(word)) return [];
  return shownConditions(columns, 'duration', word, shownDuration);
}

/** Rows in which a column of this type holds the word as it is shown, whatever separators either of them has. */
function shownConditions(
  columns: readonly StoredColumn[],
  of: StoredColumn['type'],
  word: string,
  shown: (name: string) => string,
): Condition[] {
  const texts = columns.filter(({ type }) => type === of).map(({ id }) => shown(quoted(id)));
  if (texts.length === 0) return [];
  return [
    {
      sql: `concat_ws(${SEPARATOR}, ${texts.join(', ')}) LIKE ?`,
      values: [`%${word.replaceAll(',', '')}%`],
    },
  ];
}

function moneyConditions(columns: readonly StoredColumn[], word: string): Condition[] {
  if (!/^\$?\d[\d,]*(\.\d{0,2})?$/.test(word)) return [];
  return columns
    .filter(({ type }) => type === 'money')
    .map(({ id }) => quoted(id))
    .map((name) => ({
      sql: `(${name} IS NOT NULL AND '$' || format('%.2f', ${name}) LIKE ?)`,
      values: [`%${word.replaceAll(',', '')}%`],
    }));
}

function instantConditions(columns: readonly StoredColumn[], word: string): Condition[] {
  const instants = columns.filter(({ type }) => type === 'instant').map(({ id }) => quoted(id));
  const days = daysOf(word);
  if (days !== undefined) {
    return instants.map((name) => ({
      sql: `(${name} >= ? AND ${name} < ?)`,
      values: [days.from, days.until],
    }));
  }
  if (!fitsInto(word, '0000-00-00') && !fitsInto(word, '00:00')) return [];
  if (/^\d{3}$/.test(word) && !YEARS.includes(word)) return [];
  return instants.map((name) => ({
    sql: `strftime('%Y-%m-%d %H:%M', ${name} / 1000, 'unixepoch') LIKE ?`,
    values: [`%${word}%`],
  }));
}

/** The years that AWS's instants may lie in, since a word of three digits can only be part of one. */
const YEARS = Array.from({ length: 200 }, (_, index) => 1970 + index).join(' ');

function fitsInto(word: string, shape: string): boolean {
  return shape.includes(word.replace(/\d/g, '0'));
}

const DAY = 86_400_000;

/** The days that a word names which can only be the beginning of a date, such as `2026`, `2026-1`, `2026-10-03`. */
function daysOf(word: string): { readonly from: number; readonly until: number } | undefined {
  if (!/^\d{4}/.test(word) || !fitsInto(word, '0000-00-00')) return undefined;
  const year = Number(word.slice(0, 4));
  const first = new Date(0).setUTCFullYear(year, 0, 1);
  const last = new Date(0).setUTCFullYear(year, 11, 31);
  let from = 0;
  let until = 0;
  for (let day = first; day <= last; day += DAY) {
    if (!new Date(day).toISOString().startsWith(word)) continue;
    if (until === 0) from = day;
    until = day + DAY;
  }
  return { from, until };
}

/**
 * ORDER BY's terms: unknown values last either way; ties by what tells resources apart, so that they come alike in every
 * scan. Without a sort: in the order found.
 */
export function orderTerms(table: StoredTable, { sort, thenBy = [] }: TableQuery): string {
  const keys = sort === null ? [] : [sort, ...thenBy];
  const terms = keys.flatMap((key) => {
    const column = table.columns.find(({ id }) => id === key.column);
    const by = column === undefined ? accountKey(key.column) : sortKey(column);
    return by === null ? [] : [`${by} ${key.descending ? 'DESC' : 'ASC'} NULLS LAST`];
  });
  return terms.length === 0 ? 'row' : [...terms, '"key"', 'row'].join(', ');
}

function accountKey(id: string): string | null {
  return isAccountField(id) ? `${rowAccountSql(id)} COLLATE NOCASE` : null;
}

function sortKey(column: StoredColumn): string {
  if (column.ranked !== undefined) {
    const ranks = column.ranked.map((value, rank) => `WHEN '${value}' THEN ${rank}`);
    return `CASE ${quoted(column.id)} ${ranks.join(' ')} END`;
  }
  switch (column.type) {
    case 'text':
    case 'arn':
    case 'enum':
      return `${quoted(column.id)} COLLATE NOCASE`;
    case 'list':
    case 'tags':
      return `(${listText(column)}) COLLATE NOCASE`;
    default:
      return quoted(column.id);
  }
}
