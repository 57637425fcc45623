import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { rowOfTab } from '../kinds/joined-rows.ts';
import { SOURCES_TAB, sourceRowKind } from '../kinds/sources/source-columns.ts';
import type { AccountField } from '../model/account-columns.ts';
import type { Value } from '../model/columns.ts';
import { itemText } from '../model/list-items.ts';
import type { TableRow } from '../model/table-query.ts';
import { accountSql, CELLS_WITH_ACCOUNTS } from './account-sql.ts';
import { quoted, type StoredTable } from './schema.ts';
import type { SqlRow } from './sqlite.ts';
import { fromStored, textOrNull } from './stored-values.ts';

/** Rows of a scan file, by their numbers. */
export interface RowSource {
  readonly byNumber: (tab: string, rows: readonly number[]) => readonly TableRow[];
}

/** Where a row was found, and whose that is. */
interface RowPlace {
  readonly account: string;
  readonly region: string;
  readonly kind: string;
  /** Of a scan of many accounts. */
  readonly of: Readonly<Partial<Record<AccountField, string | null>>>;
}

const MOST_PLACES = 5_000;

/** The rows behind this connection. */
export function rowSource(
  database: DatabaseSync,
  tableOf: (tab: string) => StoredTable | undefined,
): RowSource {
  const places = new Map<number, RowPlace>();
  const preparedPlace = (): StatementSync =>
    database.prepare(
      `SELECT cell.account, region, kind, ${accountSql('account_name')} AS account_name, ${accountSql('ou')} AS ou,
       account.id AS listed FROM ${CELLS_WITH_ACCOUNTS} WHERE cell.id = ?`,
    );
  let place: StatementSync | null = null;
  const placeOf = (id: number): RowPlace => {
    const known = places.get(id);
    if (known !== undefined) return known;
    place ??= preparedPlace();
    const line = place.get(id);
    if (line === undefined) throw new Error(`it has no cell ${id}`);
    const found = {
      ...{ account: String(line.account), region: String(line.region), kind: String(line.kind) },
      of:
        line.listed === null ? {} : { account_name: textOrNull(line.account_name), ou: textOrNull(line.ou) },
    };
    // The cells of a thousand accounts would be more than the rows on screen ask for.
    if (places.size >= MOST_PLACES) places.clear();
    places.set(id, found);
    return found;
  };
  const tableRow = (table: StoredTable, line: SqlRow): TableRow => {
    const { account, region, kind, of } = placeOf(Number(line.cell));
    return {
      row: Number(line.row),
      account,
      region,
      kind: table.tab === SOURCES_TAB ? sourceRowKind(kind) : kind,
      problem: textOrNull(line.problem),
      values: { ...valuesOf(table, line), ...of },
    };
  };
  const prepared = new Map<string, StatementSync>();
  const oneOf = (table: StoredTable, tab: string): StatementSync => {
    const name = `${table.tab} ${tab}`;
    const known = prepared.get(name);
    if (known !== undefined) return known;
    const made = database.prepare(`SELECT ${resultColumns(table)} FROM ${quoted(tab)} WHERE row = ?`);
    prepared.set(name, made);
    return made;
  };
  return {
    byNumber: (tab, rows) => {
      const table = tableOf(tab);
      if (table === undefined) return [];
      return rows.flatMap((row) => {
        const own = rowOfTab(tab, row);
        const line = oneOf(table, own.tab).get(own.row);
        return line === undefined ? [] : [{ ...tableRow(table, line), row }];
      });
    },
  };
}

function resultColumns({ columns }: StoredTable): string {
  return ['row', 'cell', 'problem', ...columns.map(({ id }) => quoted(id))].join(', ');
}

function valuesOf({ columns }: StoredTable, line: SqlRow): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = {};
  for (const { id, type } of columns) values[id] = fromStored(type, line[id]);
  return values;
}

/** The longest text and list that a window carries: more than any column is wide. */
const LONGEST_TEXT = 300;
const LONGEST_LIST = 30;

/** A row for the screen: long texts and lists cut, with a mark. */
export function cutRow(row: TableRow): TableRow {
  const values = Object.fromEntries(Object.entries(row.values).map(([id, value]) => [id, cutValue(value)]));
  return { ...row, problem: row.problem === null ? null : cutText(row.problem), values };
}

function cutValue(value: Value): Value {
  if (typeof value === 'string') return cutText(value);
  if (value === null || typeof value !== 'object') return value;
  const kept = value.slice(0, LONGEST_LIST).map((item) => cutText(itemText(item)));
  return kept.length < value.length ? [...kept, '…'] : kept;
}

function cutText(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  return `${text.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, '')}…`;
}
