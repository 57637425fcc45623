/**
 * The scan file's tables. It describes itself: which kinds it holds, on which tab, with which columns, so that a
 * file stays readable after snapdeck has gained or lost columns.
 *
 * - `scan`: facts of the scan, name and JSON value.
 * - `tab`, `kind`, `tab_column`: the layout of the tables of rows.
 * - `cell`: one line a cell, with its cursor. Rows written are counted here, page by page; `read_at` and `read_until` are
 *   AWS's first and last answer.
 * - `listed_account`: every account of the organization that was listed for the scan, scanned or not.
 * - `elsewhere`: how many rows a cell left to the account that they are of.
 * - `copy_under_way`: copies in a cell that are being made, by what they are made of.
 * - `source`, `source_listing`: what the rows of a cell can be made of, as AWS listed it, and how that listing ended.
 * - `source_backup`: the rows of a cell added up by what they are of, where `source_listing` says that it is `kept`.
 * - one table a tab, named by its id: `row`, `cell`, `key`, `problem`, then the columns by their ids.
 *
 * Text types and lists (JSON arrays) are TEXT, tags too: a JSON array of pairs, `[["team","orders"],["a=b",""]]`, or of
 * one text that says why they are not known (`[["not checked"]]`). Instants (milliseconds since 1970 UTC) and booleans (0, 1) are
 * INTEGER; integers, bytes, durations and money are REAL, because node:sqlite refuses to hand over an INTEGER beyond 2^53
 * and SQLite's sum of INTEGERs fails beyond 2^63: a real holds whatever AWS can say, and sums of it always work.
 */

import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { TABS } from '../kinds/tabs.ts';
import type { Column, ColumnType } from '../model/columns.ts';
import { KEPT_CALLS_SCHEMA } from './kept-calls.ts';
import { SOURCE_SCHEMA, SOURCE_TABLES } from './source-schema.ts';

/** Marks the file as ours: "snap" in ASCII, SQLite's application id. */
export const APPLICATION_ID = 0x736e6170;

/**
 * Raised whenever a file of the new format cannot be read by the former snapdeck. Tables and columns that are added raise
 * nothing: whoever does not know them leaves them alone, and where one is missing what it would hold is not known.
 */
export const FORMAT_VERSION = 2;

/** Columns that every table of rows has beside those of its kinds. */
const ROW_COLUMNS: readonly string[] = ['row', 'cell', 'key', 'problem'];

/** Tables that are no tab's. */
const OWN_TABLES: readonly string[] = [
  ...[
    'scan',
    'tab',
    'kind',
    'tab_column',
    'account',
    'listed_account',
    'cell',
    'elsewhere',
    'copy_under_way',
  ],
  ...SOURCE_TABLES,
];

/** What reading and filtering need to know of a column. */
export interface StoredColumn {
  readonly id: string;
  readonly type: ColumnType;
  /** The values of an enum in the order that they are sorted in. */
  readonly ranked?: readonly string[];
}

/** A table of rows. */
export interface StoredTable {
  /** The tab's id, which is also the table's name. */
  readonly tab: string;
  readonly columns: readonly StoredColumn[];
  /** The tables that its rows are in, where it has none of its own. */
  readonly parts?: readonly TablePart[];
}

/** A table whose rows are some of another one's. */
export interface TablePart {
  readonly table: StoredTable;
  /** What the number of a row is raised by where it stands for the other table's. */
  readonly base: number;
}

/** The tables that the rows of a table are in: mostly itself. */
export function partsOfTable(table: StoredTable): readonly TablePart[] {
  return table.parts ?? [{ table, base: 0 }];
}

/** What a scan file holds rows of. */
export interface Layout {
  /** By tab. */
  readonly tables: ReadonlyMap<string, StoredTable>;
  /** Tab by kind. */
  readonly tabs: ReadonlyMap<string, string>;
}

/** The layout that these kinds need; every tab has a table, even one without kinds. */
export function layoutOf(kinds: readonly ResourceKind[]): Layout {
  const tabs = new Set([...TABS.map((tab) => tab.id), ...kinds.map((kind) => kind.tab)]);
  const tables = [...tabs].map((tab): [string, StoredTable] => [
    tab,
    {
      tab,
      columns: mergedColumns(
        tab,
        kinds.filter((kind) => kind.tab === tab),
      ),
    },
  ]);
  return { tables: new Map(tables), tabs: new Map(kinds.map((kind) => [kind.id, kind.tab])) };
}

function mergedColumns(tab: string, kinds: readonly ResourceKind[]): readonly StoredColumn[] {
  if (OWN_TABLES.includes(tab)) throw new Error(`A tab cannot be named ${tab}`);
  const merged = new Map<string, Column>();
  for (const column of kinds.flatMap((kind) => kind.columns)) {
    const earlier = merged.get(column.id);
    if (ROW_COLUMNS.includes(column.id)) throw new Error(`A column of ${tab} cannot be named ${column.id}`);
    if (earlier !== undefined && earlier.type !== column.type) {
      throw new Error(`Column ${column.id} of ${tab} is both ${earlier.type} and ${column.type}`);
    }
    if (earlier === undefined) merged.set(column.id, column);
  }
  return [...merged.values()].map(({ id, type }) => ({ id, type }));
}

/** A name as SQL takes it. Only names from a layout come here; values are always bound. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** How SQLite keeps values of a type. */
export const STORAGE: Readonly<Record<ColumnType, 'TEXT' | 'INTEGER' | 'REAL'>> = {
  text: 'TEXT',
  arn: 'TEXT',
  enum: 'TEXT',
  list: 'TEXT',
  tags: 'TEXT',
  instant: 'INTEGER',
  boolean: 'INTEGER',
  integer: 'REAL',
  bytes: 'REAL',
  duration: 'REAL',
  money: 'REAL',
};

const OWN_SCHEMA = `
CREATE TABLE scan (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tab (id TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE kind (id TEXT PRIMARY KEY, tab TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tab_column (tab TEXT, position INTEGER, id TEXT NOT NULL, type TEXT NOT NULL,
  PRIMARY KEY (tab, position)) WITHOUT ROWID;
CREATE TABLE account (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, name TEXT, ou TEXT, state TEXT, entry TEXT NOT NULL,
  phase TEXT NOT NULL, regions TEXT NOT NULL,
  started_at INTEGER, ended_at INTEGER,
  error_code TEXT, error_message TEXT, error_advice TEXT);
CREATE TABLE listed_account (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE cell (
  id INTEGER PRIMARY KEY,
  account TEXT NOT NULL, partition TEXT NOT NULL, region TEXT NOT NULL,
  kind TEXT NOT NULL REFERENCES kind (id),
  phase TEXT NOT NULL DEFAULT 'queued',
  rows INTEGER NOT NULL DEFAULT 0,
  calls INTEGER NOT NULL DEFAULT 0,
  retries INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER, ended_at INTEGER,
  error_code TEXT, error_message TEXT, error_advice TEXT,
  cursor TEXT,
  received INTEGER NOT NULL DEFAULT 0,
  outdated INTEGER NOT NULL DEFAULT 0,
  read_at INTEGER, read_until INTEGER,
  UNIQUE (account, region, kind));
CREATE TABLE elsewhere (cell INTEGER NOT NULL REFERENCES cell (id), owner TEXT NOT NULL, rows INTEGER NOT NULL,
  PRIMARY KEY (cell, owner)) WITHOUT ROWID;
CREATE TABLE copy_under_way (cell INTEGER NOT NULL REFERENCES cell (id), tab TEXT NOT NULL, source TEXT NOT NULL,
  words TEXT, told INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (cell, source)) WITHOUT ROWID;${KEPT_CALLS_SCHEMA}${SOURCE_SCHEMA}`;

/** The statements that make the tables of a layout. */
export function schemaSql(layout: Layout): string {
  return [OWN_SCHEMA, ...[...layout.tables.values()].map(tableSql)].join('\n');
}

// AUTOINCREMENT: the number of a row that is gone is never given to another one, so an order that is still on
// screen cannot point to a wrong row. The index by cell also yields a cell's rows in the order found.
function tableSql({ tab, columns }: StoredTable): string {
  const own = columns.map(({ id, type }) => `, ${quoted(id)} ${STORAGE[type]}`).join('');
  return `CREATE TABLE ${quoted(tab)} (row INTEGER PRIMARY KEY AUTOINCREMENT,
  cell INTEGER NOT NULL REFERENCES cell (id), key TEXT NOT NULL, problem TEXT${own});
CREATE INDEX ${quoted(`${tab} by cell`)} ON ${quoted(tab)} (cell);`;
}
