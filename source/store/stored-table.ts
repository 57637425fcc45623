import type { DatabaseSync } from 'node:sqlite';
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

/** A tab's table as a scan file describes it; undefined where the file has no such tab. */
export function storedTable(database: DatabaseSync, tab: string): StoredTable | undefined {
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
