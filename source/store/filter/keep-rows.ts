/** Narrows a connection to the rows that a filter keeps, so that everything read through it agrees. */
import type { DatabaseSync } from 'node:sqlite';
import { safeText } from '../../base/safe-text.ts';
import type { Column } from '../../model/columns.ts';
import type { ByteUnit } from '../../model/format.ts';
import type { Condition } from '../condition.ts';
import { narrowRows, rowsAsRead } from '../old-verdicts.ts';
import { quoted, type StoredTable } from '../schema.ts';
import { numberOrNull } from '../stored-values.ts';
import { FilterError } from './expression.ts';
import { type FilteredKind, filterOfKindsAndSources, type KindFilter } from './filter-of-kinds.ts';
import { registerFunctions } from './sql-functions.ts';
import { toCondition } from './to-condition.ts';

/** What a filter kept of one kind. */
export interface KeptOfKind {
  readonly kind: string;
  /** Rows in the scan file. */
  readonly found: number;
  readonly kept: number;
  /** Fields that the filter names and the kind lacks: then no row of it is kept. */
  readonly lacking: readonly string[];
}

/** A filter with what it kept. */
export interface FilterOutcome {
  /** As given, made safe to show. */
  readonly text: string;
  readonly kinds: readonly KeptOfKind[];
  /** What it kept of sources; absent where these are not written. */
  readonly sources?: Pick<KeptOfKind, 'found' | 'kept'>;
}

/** A filter that a connection is narrowed to. */
export interface AppliedFilter extends FilterOutcome {
  /** Rows kept by the number of their cell; cells without any are absent. */
  readonly keptByCell: ReadonlyMap<number, number>;
}

/** What a filter is read with. */
export interface FilterReading {
  /** Ages count from here, in milliseconds since 1970 UTC. */
  readonly scanStart: number;
  /** Words find sizes as they are shown in this unit. */
  readonly byteUnit: ByteUnit;
}

/** A kind with the tab that its rows are kept under. */
export type KeptKind = FilteredKind & { readonly tab: string };

/** The kinds with just those columns that the scan file keeps of them. */
export function storedKinds(database: DatabaseSync, kinds: readonly KeptKind[]): readonly KeptKind[] {
  const columns = database.prepare('SELECT id FROM tab_column WHERE tab = ?');
  return kinds.map(({ id, tab, columns: all }) => {
    const stored = new Set(columns.all(tab).map((column) => String(column.id)));
    return { id, tab, columns: all.filter((column) => stored.has(column.id)) };
  });
}

/**
 * Lets a connection see only the rows of these kinds that pass a filter: from now on the tables of rows are views of
 * them, for this connection alone. Throws a FilterError where the filter is wrong for
 * these kinds (see `filterOfKinds`); with `sources`, their columns, it may be about those alone.
 */
export function keepRows(
  database: DatabaseSync,
  text: string,
  kinds: readonly KeptKind[],
  reading: FilterReading,
  sources: readonly Column[] | null = null,
): AppliedFilter {
  const stored = storedKinds(database, kinds);
  const read = filterOfKindsAndSources(text, stored, sources);
  if ('error' in read) throw new FilterError(read.error);
  registerFunctions(database);
  for (const tab of new Set(stored.map((kind) => kind.tab))) {
    database.exec(`CREATE TEMP TABLE ${quoted(`kept ${tab}`)} (row INTEGER PRIMARY KEY)`);
  }
  for (const [index, filter] of read.ok.entries()) {
    const kind = stored[index];
    if (kind !== undefined) keepKind(database, kind, filter, reading);
  }
  const keptByCell = new Map<number, number>();
  for (const tab of new Set(stored.map((kind) => kind.tab))) {
    narrowRows(database, tab, `row IN (SELECT row FROM temp.${quoted(`kept ${tab}`)})`);
    const cells = database.prepare(`SELECT cell, count(*) AS rows FROM ${quoted(tab)} GROUP BY cell`).all();
    for (const { cell, rows } of cells) keptByCell.set(Number(cell), Number(rows));
  }
  return {
    text: safeText(text.replace(/\s/g, ' ')),
    keptByCell,
    kinds: keptOfKinds(database, read.ok, keptByCell),
  };
}

function keepKind(
  database: DatabaseSync,
  kind: KeptKind,
  filter: KindFilter,
  { scanStart, byteUnit }: FilterReading,
): void {
  if (filter.expression === null) return;
  const table: StoredTable = { tab: kind.tab, columns: kind.columns.map(({ id, type }) => ({ id, type })) };
  const passes: Condition = toCondition(filter.expression, table, scanStart, byteUnit);
  database
    .prepare(
      `INSERT INTO temp.${quoted(`kept ${kind.tab}`)} SELECT row FROM ${rowsAsRead(database, kind.tab)}
       WHERE cell IN (SELECT id FROM cell WHERE kind = ?) AND ${passes.sql} ORDER BY row`,
    )
    .run(kind.id, ...passes.values);
}

function keptOfKinds(
  database: DatabaseSync,
  filters: readonly KindFilter[],
  keptByCell: ReadonlyMap<number, number>,
): readonly KeptOfKind[] {
  const cells = database.prepare('SELECT id, kind, rows FROM cell').all();
  return filters.map(({ kind, lacking }) => {
    const own = cells.filter((cell) => cell.kind === kind);
    return {
      kind,
      found: own.reduce((sum, { rows }) => sum + (numberOrNull(rows) ?? 0), 0),
      kept: own.reduce((sum, { id }) => sum + (keptByCell.get(Number(id)) ?? 0), 0),
      lacking,
    };
  });
}
