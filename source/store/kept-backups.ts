/**
 * Backups added up by source, as a scan file keeps them from when a cell ends: of a million rows there are some ten
 * thousand groups, and adding up takes seconds. Where none are kept (the file of an earlier version, rows that were read
 * again) they are added up when they are asked for.
 */
import type { DatabaseSync } from 'node:sqlite';
import { findKind } from '../kinds/registry.ts';
import type { CellState } from '../model/cell.ts';
import { backupGroups } from './backup-groups.ts';
import { GROUP_VALUES, type GroupLine } from './group-lines.ts';
import { prepared } from './prepared.ts';
import { type SourceKind, sourceKind } from './source-kind.ts';
import { arrayRows } from './sql-rows.ts';

/** Adds up the backups of a cell as its rows are now; what comes out is for `keepBackups`. */
export function backupsOfCell(
  database: DatabaseSync,
  { id, kind, rows }: Pick<CellState, 'id' | 'kind' | 'rows'>,
): readonly GroupLine[] {
  const found = rows === 0 ? undefined : findKind(kind);
  const ofSources = found === undefined ? undefined : sourceKind(found);
  if (ofSources === undefined) return [];
  return backupGroups(database, ofSources, [id], startOf(database));
}

function startOf(database: DatabaseSync): number {
  return Number(prepared(database, "SELECT value FROM scan WHERE name = 'startedAt'").get()?.value);
}

/** Keeps the backups of a cell, whose listing is stored, in the place of those of an earlier run; within a transaction. */
export function keepBackups(database: DatabaseSync, cell: number, lines: readonly GroupLine[]): void {
  prepared(database, 'DELETE FROM source_backup WHERE cell = ?').run(cell);
  prepared(database, 'UPDATE source_listing SET kept = 1 WHERE cell = ?').run(cell);
  const places = GROUP_VALUES.map(() => '?').join(', ');
  const insert = prepared(
    database,
    `INSERT INTO source_backup (cell, place_in_cell, ${GROUP_VALUES.join(', ')}) VALUES (?, ?, ${places})`,
  );
  for (const [index, [, ...values]] of lines.entries()) insert.run(cell, index, ...values);
}

/** Rows of these cells are no longer as they were added up. */
export function forgetBackups(database: DatabaseSync, cells: readonly number[]): void {
  if (!keepsBackups(database)) return;
  const which = 'WHERE cell IN (SELECT value FROM json_each(?))';
  database.prepare(`UPDATE source_listing SET kept = 0 ${which}`).run(JSON.stringify(cells));
}

/** The backups of some cells of a kind, which are read a part at a time: of many sources they are more than memory may hold. */
export interface StoredBackups {
  /** All of them, by cell and source. */
  readonly all: () => Generator<GroupLine, void, undefined>;
  /** Those of which rows tell where their source is, by cell and source. */
  readonly placed: () => Generator<GroupLine, void, undefined>;
  /** Those of a cell, by source. */
  readonly ofCell: (cell: number) => readonly GroupLine[];
}

/** The backups of cells of a kind: those that are kept, others added up now; `now` is the start of the scan. */
export function storedBackups(
  database: DatabaseSync,
  kind: SourceKind,
  cells: readonly number[],
  now: number,
): StoredBackups {
  const kept = new Set(keepsBackups(database) ? cellsKept(database) : []);
  const others = new Set(cells.filter((cell) => !kept.has(cell)));
  const asked = JSON.stringify(cells.filter((cell) => kept.has(cell)));
  const ofKept = (which: string): Iterable<GroupLine> =>
    kept.size === 0
      ? []
      : arrayRows(
          database,
          `SELECT ${LINE} FROM source_backup
           WHERE cell IN (SELECT value FROM json_each(?))${which} ORDER BY cell, place_in_cell`,
          asked,
        );
  return {
    *all() {
      yield* backupGroups(database, kind, [...others], now);
      yield* ofKept('');
    },
    *placed() {
      yield* backupGroups(database, kind, [...others], now, 'placed');
      yield* ofKept(' AND place IS NOT NULL');
    },
    ofCell: (cell) =>
      kept.has(cell)
        ? keptOf(database, cell)
        : backupGroups(database, kind, others.has(cell) ? [cell] : [], now),
  };
}

const LINE = ['cell', ...GROUP_VALUES].join(', ');

function keptOf(database: DatabaseSync, cell: number): readonly GroupLine[] {
  const sql = `SELECT ${LINE} FROM source_backup WHERE cell = ? ORDER BY place_in_cell`;
  return [...arrayRows(database, sql, cell)];
}

/** Not those that are at work again: their rows come anew. */
function* cellsKept(database: DatabaseSync): Generator<number, void, undefined> {
  const sql = `SELECT cell.id FROM source_listing JOIN cell ON cell.id = source_listing.cell
    WHERE kept > 0 AND phase NOT IN ('queued', 'running', 'waiting')`;
  for (const [cell] of arrayRows(database, sql)) yield Number(cell);
}

/** Files of earlier versions keep none, or not by what made them. */
export function keepsBackups(database: DatabaseSync): boolean {
  const sql = "SELECT 1 FROM pragma_table_info('source_backup') WHERE name = 'parted'";
  return database.prepare(sql).get() !== undefined;
}
