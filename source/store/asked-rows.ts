/** Rows of a cell that something can still be asked of, and the answers in their places. */
import type { DatabaseSync } from 'node:sqlite';
import { type AskedLater, NOT_CHECKED, type RowToAsk } from '../kinds/define/asked-later.ts';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { kindsOfTab } from '../kinds/registry.ts';
import type { AskJob } from '../model/ask.ts';
import { type CellState, isFinal } from '../model/cell.ts';
import type { Column, Value } from '../model/columns.ts';
import { prepared } from './prepared.ts';
import { quoted } from './schema.ts';
import { arrayRows, storedColumns } from './sql-rows.ts';
import { fromStored, toStored } from './stored-values.ts';

/** A row that can be asked, by its number in its table and its key there. */
export interface StoredRowToAsk extends RowToAsk {
  readonly row: number;
  readonly key: string;
}

/** What AWS answered of a row: the values of what was asked, in the order of its `fills`. */
export interface AskedAnswer {
  readonly row: number;
  readonly key: string;
  readonly values: readonly Value[];
}

/** A cell whose rows can be asked. */
export interface CellToAsk {
  readonly cell: CellState;
  readonly kind: ResourceKind;
  readonly later: AskedLater;
  /** True for the number of a row that is meant. */
  readonly isWanted: (row: number) => boolean;
}

/**
 * The cells that rows are asked in, by what tells the cells of a kind. Those that have not ended are left out: they tell
 * by themselves what they are asked.
 */
export function* cellsToAsk(
  { what, of }: AskJob,
  cellsOf: (kind: string) => readonly CellState[],
): Generator<CellToAsk, void, undefined> {
  for (const { tab, rows } of of) {
    const wanted = rows === null ? null : new Set(rows);
    const isWanted = (row: number): boolean => wanted?.has(row) ?? true;
    for (const kind of kindsOfTab(tab)) {
      const later = kind.askedLater.find(({ id }) => id === what);
      if (later === undefined) continue;
      for (const cell of cellsOf(kind.id))
        if (cell.rows > 0 && isFinal(cell.phase)) yield { cell, kind, later, isWanted };
    }
  }
}

/** Rows of one step. */
const STEP = 500;

/**
 * The rows of a cell that were not asked yet, of a file that has all that an answer changes: those that `isWanted` takes, in the order found, some at a time: what is
 * answered between two of them does no harm. Throws what SQLite throws.
 */
export function* rowsToAsk(
  database: DatabaseSync,
  cell: number,
  kind: ResourceKind,
  later: AskedLater,
  isWanted: (row: number) => boolean,
): Generator<readonly StoredRowToAsk[], void, undefined> {
  const known = storedColumns(database, kind.tab);
  if (![later.column, ...later.fills, ...later.derives].every((id) => known.has(id))) return;
  const reads = kind.columns.filter(({ id }) => later.reads.includes(id) && known.has(id));
  const names = ['row', 'key', ...reads.map(({ id }) => quoted(id))].join(', ');
  const sql = `SELECT ${names} FROM ${quoted(kind.tab)}
    WHERE cell = ? AND row > ? AND ${quoted(later.column)} = ? ORDER BY row LIMIT ${STEP}`;
  const notChecked = notCheckedIn(kind, later);
  for (let last = 0; ; ) {
    const lines = [...arrayRows(database, sql, cell, last, notChecked)];
    const rows = lines.map(([row, key, ...values]) => ({
      row: Number(row),
      key: String(key),
      values: Object.fromEntries(reads.map(({ id, type }, index) => [id, fromStored(type, values[index])])),
    }));
    yield rows.filter(({ row }) => isWanted(row));
    last = rows.at(-1)?.row ?? last;
    if (rows.length < STEP) return;
  }
}

/** Writes answers in the places of their rows; to be called within a transaction. Rows that are gone stay away. */
export function writeAnswers(
  database: DatabaseSync,
  kind: ResourceKind,
  later: AskedLater,
  answers: readonly AskedAnswer[],
): void {
  const columns = filledColumns(kind, later);
  const settings = columns.map(({ id }) => `${quoted(id)} = ?`).join(', ');
  const update = prepared(database, `UPDATE ${quoted(kind.tab)} SET ${settings} WHERE row = ? AND key = ?`);
  for (const { row, key, values } of answers)
    update.run(...columns.map(({ type }, index) => toStored(type, values[index] ?? null)), row, key);
}

/** The columns that an answer fills, in its order. Throws where the kind lacks one. */
export function filledColumns(kind: ResourceKind, { fills }: AskedLater): readonly Column[] {
  return fills.map((id) => {
    const column = kind.columns.find((of) => of.id === id);
    if (column === undefined) throw new Error(`${kind.id} lacks the column ${id}`);
    return column;
  });
}

/** What stands in the column of something that was not asked. */
function notCheckedIn({ columns }: ResourceKind, { column: id }: AskedLater): string {
  const type = columns.find((column) => column.id === id)?.type ?? 'list';
  return String(toStored(type, NOT_CHECKED));
}
