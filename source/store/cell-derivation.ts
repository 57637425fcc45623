/**
 * Fills the derived columns of a cell: first the leaders of its groups are found, then its rows are read and updated in
 * the order found, some at a time, so that neither memory nor a single transaction grows with them.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import type { Derivation, DeriveContext, DerivedRow, FirstColumn } from '../kinds/define/derivation.ts';
import type { Cell } from '../model/cell.ts';
import type { Column, Value } from '../model/columns.ts';
import {
  type CopiesUnderWay,
  type CopyColumns,
  copyColumns,
  copyWords,
  hasCopies,
  heldCopies,
  keepCopies,
  keptCopies,
} from './copies-under-way.ts';
import { FirstOfGroup } from './first-of-group.ts';
import { prepared } from './prepared.ts';
import { quoted } from './schema.ts';
import { arrayRows } from './sql-rows.ts';
import { fromStored, textOrNull, toStored } from './stored-values.ts';

/** Rows of one transaction. */
const STEP = 2_000;

/**
 * The scan file twice: what is read over many steps is read by a connection that does not write, for one that still
 * reads what another thread has since written to may not write itself.
 */
export interface Connections {
  readonly writing: DatabaseSync;
  readonly reading: DatabaseSync;
}

/**
 * Fills the derived columns of a cell's rows, in steps of which each has at most one transaction, run by
 * `inTransaction`. Throws what SQLite throws. Whoever gives up before the end must `return()` the generator.
 */
export function* derivationSteps(
  { writing, reading }: Connections,
  cell: Cell,
  kind: ResourceKind,
  context: DeriveContext,
  inTransaction: (work: () => void) => void,
  /** Of the columns that it fills just these; absent: all. */
  only?: readonly string[],
): Generator<void, void, undefined> {
  const { derivation } = kind;
  if (derivation === 'none') return;
  if (derivation.first !== undefined && (only === undefined || only.includes(derivation.first.fills)))
    yield* fillFirst({ writing, reading }, cell, kind, derivation.first, context, inTransaction);
  const isJudged = only === undefined || only.includes('deletability');
  const copies = isJudged && hasCopies(writing) ? copyColumns(kind) : null;
  const leaders = new FirstOfGroup(reading, kind, derivation, copies?.isUnderWay);
  yield* leaders.read(cell.id);
  if (copies !== null) {
    const found = copiesAt(reading, cell, kind, copies, leaders.marked);
    if (found.size > 0 || heldCopies(writing, cell.id))
      inTransaction(() => keepCopies(writing, cell.id, found));
  }
  const rowsAfter = rowReader(writing, cell, kind, derivation, leaders, copies);
  const update = updater(writing, kind, derivation, only);
  for (let rows = rowsAfter(0); ; ) {
    const last = rows.at(-1);
    if (last === undefined) return;
    inTransaction(() => {
      for (const row of rows) update(row.row, derivation.values(row, context));
    });
    yield;
    if (rows.length < STEP) return;
    rows = rowsAfter(last.row);
  }
}

/** Fills what comes before the others: of few rows, which are held at once. */
function* fillFirst(
  { writing, reading }: Connections,
  cell: Cell,
  kind: ResourceKind,
  { fills, concerns, reads, values }: FirstColumn,
  context: DeriveContext,
  inTransaction: (work: () => void) => void,
): Generator<void, void, undefined> {
  const columns = columnsOf(kind, reads);
  if (columns.length < reads.length) return;
  const names = columns.map(({ id }) => quoted(id)).join(', ');
  const sql = `SELECT row, ${names} FROM ${quoted(kind.tab)} WHERE cell = ? AND ${concerns} ORDER BY row`;
  const lines = [...arrayRows(reading, sql, cell.id)];
  const read = lines.map((line) =>
    Object.fromEntries(columns.map(({ id, type }, index) => [id, fromStored(type, line[index + 1])])),
  );
  const found = values(read, context);
  const update = prepared(writing, `UPDATE ${quoted(kind.tab)} SET ${quoted(fills)} = ? WHERE row = ?`);
  for (let from = 0; from < lines.length; from += STEP) {
    inTransaction(() => {
      for (const [index, line] of lines.slice(from, from + STEP).entries())
        update.run(found[from + index] ?? null, Number(line[0]));
    });
    yield;
  }
}

/** What the copies in these rows are made of, which are being made. */
function copiesAt(
  database: DatabaseSync,
  cell: Cell,
  { tab }: ResourceKind,
  { from, identity }: CopyColumns,
  rows: readonly number[],
): CopiesUnderWay {
  const copies = new Map<string, string>();
  if (rows.length === 0) return copies;
  const sql = `SELECT ${quoted(from)} AS source, ${quoted(identity)} AS copy FROM ${quoted(tab)} WHERE row = ?`;
  const statement = prepared(database, sql);
  for (const row of rows) {
    const { source, copy } = statement.get(row) ?? {};
    if (typeof source === 'string') copies.set(source, copyWords(textOrNull(copy), cell));
  }
  return copies;
}

function rowReader(
  database: DatabaseSync,
  cell: Cell,
  kind: ResourceKind,
  derivation: Derivation,
  leaders: FirstOfGroup,
  copies: CopyColumns | null,
): (after: number) => readonly DerivedRow[] {
  const reads = columnsOf(kind, derivation.reads);
  const copied = copies === null ? new Map<unknown, string>() : keptCopies(database, kind.tab);
  const names = reads.map(({ id }) => quoted(id));
  if (copies !== null && copied.size > 0) names.push(quoted(copies.column));
  const statement = prepared(
    database,
    `SELECT ${['row', ...names].join(', ')} FROM ${quoted(kind.tab)}
     WHERE cell = ? AND row > ? ORDER BY row LIMIT ${STEP}`,
  );
  statement.setReturnArrays(true);
  return (after) => {
    const lines: readonly unknown[] = statement.all(cell.id, after);
    return lines.flatMap((line) => {
      if (!Array.isArray(line)) return [];
      const row = Number(line[0]);
      const copy = copied.size > 0 ? (copied.get(line.at(-1)) ?? null) : null;
      return [{ row, copy, values: valuesOf(line, derivation, reads), leaders: leaders.of(row) }];
    });
  };
}

function valuesOf(
  line: readonly SQLOutputValue[],
  derivation: Derivation,
  reads: readonly Column[],
): DerivedRow['values'] {
  const values: Record<string, Value> = {};
  // What the kind has no column for stays unknown.
  if (reads.length < derivation.reads.length) for (const id of derivation.reads) values[id] = null;
  for (const [index, { id, type }] of reads.entries()) values[id] = fromStored(type, line[index + 1]);
  return values;
}

function updater(
  database: DatabaseSync,
  kind: ResourceKind,
  { fills }: Derivation,
  only: readonly string[] = fills,
): (row: number, values: readonly Value[]) => void {
  const columns = columnsOf(kind, fills);
  if (columns.length < fills.length) throw new Error(`${kind.id} lacks a column that it derives`);
  const written = columns.flatMap((column, index) =>
    only.includes(column.id) ? [{ ...column, index }] : [],
  );
  if (written.length === 0) return () => {};
  const settings = written.map(({ id }) => `${quoted(id)} = ?`).join(', ');
  const statement = prepared(database, `UPDATE ${quoted(kind.tab)} SET ${settings} WHERE row = ?`);
  return (row, values) => {
    statement.run(...written.map(({ type, index }) => toStored(type, values[index] ?? null)), row);
  };
}

function columnsOf({ columns }: ResourceKind, ids: readonly string[]): readonly Column[] {
  return ids.flatMap((id) => columns.find((column) => column.id === id) ?? []);
}
