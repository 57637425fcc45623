import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { safeText } from '../base/safe-text.ts';
import type { FlatRow, ResourceKind } from '../kinds/define/define-resource.ts';
import { storedKey } from './cell-runs.ts';
import { quoted } from './schema.ts';
import { toStored } from './stored-values.ts';

/** A row asked for again: its number and what AWS says of it now. */
export interface RefreshedRow {
  readonly row: number;
  readonly now: FlatRow;
}

/**
 * Writes rows that were asked for again over the old ones, in place; to be called within a transaction. The columns
 * that a refresh keeps, and derived ones, stay. Returns the numbers of the rows that were still there under their key.
 */
export function writeRefreshed(
  database: DatabaseSync,
  kind: ResourceKind,
  rows: readonly RefreshedRow[],
): readonly number[] {
  const kept = kind.refresh === 'none' ? [] : kind.refresh.keeps;
  const written = kind.columns
    .map((column, index) => ({ column, index }))
    .filter(({ column }) => column.derived !== true && !kept.includes(column.id));
  const settings = ['problem', ...written.map(({ column }) => quoted(column.id))].map(
    (name) => `${name} = ?`,
  );
  const update: StatementSync = database.prepare(
    `UPDATE ${quoted(kind.tab)} SET ${settings.join(', ')} WHERE row = ? AND key = ?`,
  );
  return rows.flatMap(({ row, now }) => {
    const { changes } = update.run(
      now.problem === null ? null : safeText(now.problem),
      ...written.map(({ column, index }) => toStored(column.type, now.values[index] ?? null)),
      row,
      storedKey(now.key, 0),
    );
    return Number(changes) > 0 ? [row] : [];
  });
}
