/** Copies that are being made, in whatever account and region: what they are made of is in use until they are done. */
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { type CopiesUnderWay, copyColumns, copyWords } from '../../store/copies-under-way.ts';
import { quoted } from '../../store/schema.ts';
import { arrayRows, storedColumns } from '../../store/sql-rows.ts';
import { textOrNull } from '../../store/stored-values.ts';

/** What of a kind is being copied. */
export interface CopiesOfKind {
  /** The column that its rows are known by to their copies. */
  readonly column: string;
  /** By the value of that column. */
  readonly bySource: CopiesUnderWay;
}

/**
 * The copies of a kind that are being made, in all rows of the scan, those too of which no verdict tells yet: the scan may be
 * at work, stopped, or of an earlier version. Null where its copies do not name their source.
 */
export function copiesUnderWay(database: DatabaseSync, kind: ResourceKind): CopiesOfKind | null {
  const columns = copyColumns(kind);
  if (columns === null || kind.statuses === 'none') return null;
  const { tab, identity, statuses } = kind;
  const stored = storedColumns(database, tab);
  if (![columns.from, columns.column, statuses.column, identity].every((id) => stored.has(id))) return null;
  const found = arrayRows(
    database,
    `SELECT ${quoted(columns.from)}, ${quoted(identity)}, cell.region, cell.account
     FROM main.${quoted(tab)} JOIN cell ON cell.id = cell WHERE ${columns.isUnderWay}`,
  );
  const bySource = new Map<string, string>();
  for (const [source, copy, region, account] of found) {
    const place = { region: String(region), account: String(account) };
    bySource.set(String(source), copyWords(textOrNull(copy), place));
  }
  return { column: columns.column, bySource };
}
