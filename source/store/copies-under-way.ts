/**
 * Copies that are being made, as a scan file keeps them from when their cells end, so that the rows that they are made of can
 * be told, in whatever cell these are: what is being copied is in use. `words` is NULL where rows were told of a copy that is
 * no longer being made, `told` where they need not be told any more.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { listOf } from '../kinds/define/none.ts';
import { COPIED_FROM } from '../kinds/define/relation.ts';
import { prepared } from './prepared.ts';
import { quoted } from './schema.ts';
import { arrayRows } from './sql-rows.ts';

/** The columns of a kind that tell what is being copied; those of `from` hold what `column` holds of its source. */
export interface CopyColumns {
  readonly from: string;
  readonly column: string;
  readonly identity: string;
  /** SQL: true for a row that is a copy which is being made. */
  readonly isUnderWay: string;
}

/** Null: copies of the kind do not name their source, or are there at once. */
export function copyColumns({ relations, statuses, identity }: ResourceKind): CopyColumns | null {
  const way = listOf(relations).find(({ id, alsoSame }) => id === COPIED_FROM && alsoSame.length === 0);
  const from = way?.from[0];
  if (way === undefined || from === undefined || statuses === 'none' || statuses.underWay.length === 0)
    return null;
  const underWay = statuses.underWay.map((status) => `'${status}'`).join(', ');
  const isUnderWay = `(${quoted(from)} IS NOT NULL AND ${quoted(statuses.column)} IN (${underWay}))`;
  return { from, column: way.column, identity, isUnderWay };
}

/** In words, which copy of something is being made, and where. */
export function copyWords(
  copy: string | null,
  { region, account }: Record<'region' | 'account', string>,
): string {
  return `a copy of it is being made: ${copy ?? 'one without id'} in ${region} of account ${account}`;
}

/** What is being copied, and in words by what. */
export type CopiesUnderWay = ReadonlyMap<string, string>;

/** Keeps the copies that a cell holds in the place of those of an earlier run; within a transaction. */
export function keepCopies(database: DatabaseSync, cell: number, copies: CopiesUnderWay): void {
  const before = prepared(database, 'SELECT source, words FROM copy_under_way WHERE cell = ?');
  const known = new Map(before.all(cell).map(({ source, words }) => [String(source), words]));
  const keep = prepared(
    database,
    `INSERT INTO copy_under_way (cell, tab, source, words)
     SELECT cell.id, kind.tab, ?, ? FROM cell JOIN kind ON kind.id = cell.kind WHERE cell.id = ?
     ON CONFLICT DO UPDATE SET words = excluded.words, told = 0`,
  );
  for (const [source, words] of copies) if (known.get(source) !== words) keep.run(source, words, cell);
  const over = prepared(
    database,
    'UPDATE copy_under_way SET words = NULL, told = 0 WHERE cell = ? AND source = ?',
  );
  for (const source of known.keys()) if (!copies.has(source)) over.run(cell, source);
}

/** True where a cell held copies that were being made when it ended last. */
export function heldCopies(database: DatabaseSync, cell: number): boolean {
  return prepared(database, 'SELECT 1 FROM copy_under_way WHERE cell = ? LIMIT 1').get(cell) !== undefined;
}

/** The copies of a tab's rows that are being made, as far as cells have ended; none in files of earlier versions. */
export function keptCopies(database: DatabaseSync, tab: string): CopiesUnderWay {
  if (!hasCopies(database)) return new Map();
  const sql = 'SELECT source, words FROM copy_under_way WHERE tab = ? AND words IS NOT NULL';
  const lines = prepared(database, sql).all(tab);
  return new Map(lines.map(({ source, words }) => [String(source), String(words)]));
}

/** True where a file keeps copies; those of earlier versions do not. */
export function hasCopies(database: DatabaseSync): boolean {
  const sql = "SELECT 1 FROM sqlite_schema WHERE name = 'copy_under_way'";
  return prepared(database, sql).get() !== undefined;
}

/** The cells with rows of a kind's table that are to be told of a copy, or that it is none any more. */
export function cellsToTell(database: DatabaseSync, kind: ResourceKind): readonly number[] {
  const columns = copyColumns(kind);
  if (columns === null || !hasCopies(database)) return [];
  const found = prepared(database, 'SELECT source FROM copy_under_way WHERE tab = ? AND told = 0').all(
    kind.tab,
  );
  if (found.length === 0) return [];
  const sources = JSON.stringify(found.map(({ source }) => source));
  const sql = `SELECT DISTINCT cell FROM ${quoted(kind.tab)} JOIN cell ON cell.id = cell
    WHERE ${quoted(columns.column)} IN (SELECT value FROM json_each(?)) AND kind = ?`;
  return [...arrayRows(database, sql, sources, kind.id)].map(([cell]) => Number(cell));
}

/** All rows have been told what there is to tell; within a transaction. */
export function copiesTold(database: DatabaseSync): void {
  database.exec(
    'DELETE FROM copy_under_way WHERE words IS NULL; UPDATE copy_under_way SET told = 1 WHERE told = 0',
  );
}
