/**
 * Kept backups that are copies and name no source but the backup that they were copied from: at the end of a scan, when every row
 * is there, they are put under the source of that, in one pass over the table. Whoever reads sources afterwards needs none.
 */
import type { DatabaseSync } from 'node:sqlite';
import { RESOURCE_KINDS } from '../kinds/registry.ts';
import { sourcesOfBackups } from './backup-groups.ts';
import { keepsBackups } from './kept-backups.ts';
import { type SourceKind, sourceKind } from './source-kind.ts';
import { arrayRows } from './sql-rows.ts';

/** What stands for the place of a copy whose source no row of the scan tells. */
export const NOT_FOUND = 'not found';

/** `kept` of a listing whose copies are settled, beside 1 of one that is kept as its cell ended. */
const SETTLED = 2;

/** Where the source of a copied backup is. */
interface Found {
  readonly key: string;
  readonly source: string;
  readonly place: string;
}

/** The place of a source in another account or region, as kept backups have it. */
export function sourcePlace(
  source: string,
  { region, account }: Record<'region' | 'account', string>,
): string {
  return `arn:aws::${region}:${account}:${source}`;
}

/** What the copies of kinds of which a cell ran since they were settled last are of; to be kept with `keepSettled`. */
export function copiesToSettle(database: DatabaseSync): ReadonlyMap<string, readonly Found[]> {
  const found = new Map<string, readonly Found[]>();
  if (!keepsBackups(database)) return found;
  for (const kind of RESOURCE_KINDS) {
    const ofSources = sourceKind(kind);
    const elsewhere = ofSources?.columns.elsewhere ?? null;
    if (ofSources === undefined || elsewhere === null || !('copyOf' in elsewhere)) continue;
    if (hasRun(database, kind.id)) found.set(kind.id, foundOf(database, ofSources));
  }
  return found;
}

const OF_KIND = 'cell IN (SELECT id FROM cell WHERE kind = ?)';

function hasRun(database: DatabaseSync, kind: string): boolean {
  const sql = `SELECT 1 FROM source_listing WHERE kept = 1 AND ${OF_KIND} LIMIT 1`;
  return database.prepare(sql).get(kind) !== undefined;
}

/** A copy goes by what it was copied from until its source is known. */
const UNSETTLED = `(place = key OR place = '${NOT_FOUND}')`;

function foundOf(database: DatabaseSync, kind: SourceKind): readonly Found[] {
  const sql = `SELECT DISTINCT key FROM source_backup WHERE ${UNSETTLED} AND ${OF_KIND}`;
  const keys = new Set([...arrayRows(database, sql, kind.kind.id)].map(([key]) => String(key)));
  const sources = sourcesOfBackups(database, kind, keys);
  const places = new Map(
    [...arrayRows(database, 'SELECT id, region, account FROM cell WHERE kind = ?', kind.kind.id)].map(
      ([id, region, account]) => [Number(id), { region: String(region), account: String(account) }],
    ),
  );
  return [...sources].flatMap(([key, { source, cell }]) => {
    const place = places.get(cell);
    return place === undefined ? [] : [{ key, source, place: sourcePlace(source, place) }];
  });
}

/** Puts the copies of a kind under these sources, those of one together; within a transaction. */
export function keepSettled(database: DatabaseSync, kind: string, found: readonly Found[]): void {
  database.exec('CREATE TEMP TABLE found_copy (key TEXT PRIMARY KEY, source TEXT, place TEXT) WITHOUT ROWID');
  const insert = database.prepare('INSERT INTO temp.found_copy VALUES (?, ?, ?)');
  for (const { key, source, place } of found) insert.run(key, source, place);
  database
    .prepare(
      `INSERT INTO source_backup (cell, place_in_cell, key, backups, bytes, newest, copied_at, undated, unfit, origins, locked,
         gone, there, service, label, name, place, maker, low, high, with_low, with_high, parted)
       SELECT cell, (SELECT min(0, min(place_in_cell)) FROM source_backup)
           - row_number() OVER (ORDER BY cell, source, found_copy.place, maker), source, sum(backups), sum(bytes), max(newest), max(copied_at), sum(undated), sum(unfit),
         group_concat(DISTINCT origins), CASE WHEN max(locked) = 1 THEN 1
           WHEN count(*) FILTER (WHERE backups > 0 AND locked IS NULL) = 0 THEN min(locked) END,
         max(gone), max(there), max(service), max(label), max(name), found_copy.place, maker, sum(low), sum(high), sum(with_low),
         sum(with_high), sum(parted)
       FROM source_backup JOIN temp.found_copy USING (key) WHERE ${UNSETTLED.replaceAll('place', 'source_backup.place')} AND ${OF_KIND}
       GROUP BY cell, source, found_copy.place, maker`,
    )
    .run(kind);
  database
    .prepare(
      `DELETE FROM source_backup WHERE ${UNSETTLED} AND ${OF_KIND} AND key IN (SELECT key FROM temp.found_copy)`,
    )
    .run(kind);
  database
    .prepare(`UPDATE source_backup SET place = '${NOT_FOUND}' WHERE place = key AND ${OF_KIND}`)
    .run(kind);
  database.prepare(`UPDATE source_listing SET kept = ${SETTLED} WHERE kept = 1 AND ${OF_KIND}`).run(kind);
  database.exec('DROP TABLE temp.found_copy');
}

/** True where no cell of a kind has been at work since its copies were settled. */
export function areCopiesSettled(database: DatabaseSync, kind: string): boolean {
  if (!keepsBackups(database)) return false;
  const sql = `SELECT 1 FROM cell LEFT JOIN source_listing ON source_listing.cell = id
    WHERE kind = ? AND rows > 0 AND ifnull(kept, 0) <> ${SETTLED} LIMIT 1`;
  return database.prepare(sql).get(kind) === undefined;
}
