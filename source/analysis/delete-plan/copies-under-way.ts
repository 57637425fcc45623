/** Copies that are being made, in whatever account and region: what they are made of is in use until they are done. */
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { listOf } from '../../kinds/define/none.ts';
import { COPIED_FROM } from '../../kinds/define/relation.ts';
import { quoted } from '../../store/schema.ts';
import { arrayRows, storedColumns } from '../../store/sql-rows.ts';

/** What of a kind is being copied. */
export interface CopiesUnderWay {
  /** The column that its rows are known by to their copies. */
  readonly column: string;
  /** By the value of that column: which copy of it is being made, and where. */
  readonly bySource: ReadonlyMap<string, string>;
}

/** The copies of a kind that are being made, in all rows of the scan; null where its copies do not name their source. */
export function copiesUnderWay(database: DatabaseSync, kind: ResourceKind): CopiesUnderWay | null {
  const { statuses, tab, identity } = kind;
  const way = listOf(kind.relations).find(({ id, alsoSame }) => id === COPIED_FROM && alsoSame.length === 0);
  const from = way?.from[0];
  if (way === undefined || from === undefined || statuses === 'none') return null;
  const stored = storedColumns(database, tab);
  if (![from, way.column, statuses.column, identity].every((id) => stored.has(id))) return null;
  const found = arrayRows(
    database,
    `SELECT ${quoted(from)}, ${quoted(identity)}, cell.region, cell.account FROM main.${quoted(tab)} JOIN cell ON cell.id = cell
     WHERE ${quoted(from)} IS NOT NULL AND ${quoted(statuses.column)} IN (SELECT value FROM json_each(?))`,
    JSON.stringify(statuses.underWay),
  );
  const bySource = new Map<string, string>();
  for (const [source, copy, region, account] of found) {
    const words = `a copy of it is being made: ${copy ?? 'one without id'} in ${region} of account ${account}`;
    bySource.set(String(source), words);
  }
  return { column: way.column, bySource };
}
