import type { DatabaseSync } from 'node:sqlite';
import { SOURCE_COLUMNS, SOURCES_TAB } from '../kinds/sources/source-columns.ts';
import type { ColumnType } from '../model/columns.ts';
import type { StoredTable } from './schema.ts';

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

/** The table of sources is the connection's own, once it is worked out. */
function hasSourceTable(database: DatabaseSync): boolean {
  const sql = "SELECT 1 FROM sqlite_temp_schema WHERE type = 'table' AND name = ?";
  return database.prepare(sql).get(SOURCES_TAB) !== undefined;
}

/** A tab's table as a scan file describes it; undefined where the file has no such tab. */
export function storedTable(database: DatabaseSync, tab: string): StoredTable | undefined {
  if (tab === SOURCES_TAB) return hasSourceTable(database) ? { tab, columns: SOURCE_COLUMNS } : undefined;
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
