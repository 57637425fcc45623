import type { DatabaseSync } from 'node:sqlite';
import { tabsOfTable } from '../kinds/joined-rows.ts';
import { workedOutColumns } from '../kinds/worked-out.ts';
import type { ColumnType } from '../model/columns.ts';
import type { StoredTable, TablePart } from './schema.ts';

const TYPES: readonly ColumnType[] = [
  'text',
  'arn',
  'integer',
  'bytes',
  'instant',
  'duration',
  'money',
  'boolean',
  'enum',
  'list',
  'tags',
];

/** A table that is worked out is the connection's own, once it is. */
function isWorkedOut(database: DatabaseSync, tab: string): boolean {
  const sql = "SELECT 1 FROM sqlite_temp_schema WHERE type = 'table' AND name = ?";
  return database.prepare(sql).get(tab) !== undefined;
}

/** A table as a scan file describes it; undefined where the file has no such tab. */
export function storedTable(database: DatabaseSync, tab: string): StoredTable | undefined {
  const columns = workedOutColumns(tab);
  if (columns !== undefined) return isWorkedOut(database, tab) ? { tab, columns } : undefined;
  return tableOfFile(database, tab);
}

function tableOfFile(database: DatabaseSync, tab: string): StoredTable | undefined {
  const of = tabsOfTable(tab);
  if (of.length > 1) return joinedTable(database, tab, of);
  if (database.prepare('SELECT id FROM tab WHERE id = ?').get(tab) === undefined) return undefined;
  const columns = database
    .prepare('SELECT id, type FROM tab_column WHERE tab = ? ORDER BY position')
    .all(tab);
  return {
    tab,
    columns: columns.map(({ id, type }) => ({
      id: String(id),
      type: TYPES.find((known) => known === type) ?? 'text',
    })),
  };
}

/** A table of the rows of several tabs, with the columns that all have of which the file holds rows; undefined: none. */
function joinedTable(
  database: DatabaseSync,
  name: string,
  tabs: readonly { readonly tab: string; readonly base: number }[],
): StoredTable | undefined {
  const parts = tabs.flatMap(({ tab, base }) => {
    const table = storedTable(database, tab);
    // The table of a tab whose kinds were not scanned has no columns.
    return table === undefined || table.columns.length === 0 ? [] : [{ table, base }];
  });
  const [first, ...others] = parts;
  const isIn = (id: string) => (part: TablePart) => part.table.columns.some((column) => column.id === id);
  const columns = first?.table.columns.filter(({ id }) => others.every(isIn(id)));
  return columns === undefined ? undefined : { tab: name, columns, parts };
}
