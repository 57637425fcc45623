/** Marked rows of a table, by their row numbers: a number is never given to another row. */
import type { TableState } from './table.ts';

/** The table with the row under the cursor marked, or no longer marked. */
export function markToggled(table: TableState): TableState {
  const row = table.order?.rows[table.cursor];
  if (row === undefined) return table;
  const marked = new Set(table.marked);
  if (!marked.delete(row)) marked.add(row);
  return { ...table, marked, anchor: row };
}

/**
 * The table with the rows from the one that was marked last to the one under the cursor marked as that one is: all of
 * them, or none. Without such a row in the list, the row under the cursor is marked.
 */
export function rangeMarked(table: TableState): TableState {
  const rows = table.order?.rows ?? new Uint32Array();
  const row = rows[table.cursor];
  if (row === undefined) return table;
  const from = table.anchor === null ? -1 : rows.indexOf(table.anchor);
  const on = from < 0 || table.anchor === null || table.marked.has(table.anchor);
  const first = from < 0 ? table.cursor : Math.min(from, table.cursor);
  const marked = new Set(table.marked);
  for (const one of rows.subarray(first, Math.max(from, table.cursor) + 1)) {
    if (on) marked.add(one);
    else marked.delete(one);
  }
  return { ...table, marked, anchor: row };
}

/** The table without marks, on listed rows or others. */
export function unmarked(table: TableState): TableState {
  return { ...table, marked: new Set(), anchor: null };
}

/** The table with every listed row marked; where all of them are already, with none of them marked. */
export function allMarkToggled(table: TableState): TableState {
  const rows = table.order?.rows ?? new Uint32Array();
  const marked = new Set(table.marked);
  const every = rows.every((row) => marked.has(row));
  for (const row of rows) {
    if (every) marked.delete(row);
    else marked.add(row);
  }
  return { ...table, marked };
}

/** The marks that are left in an order of all rows: a cell that was run again has other rows now. */
export function marksWithin(marked: ReadonlySet<number>, rows: Uint32Array): ReadonlySet<number> {
  if (marked.size === 0) return marked;
  const left = new Set<number>();
  for (const row of rows) if (marked.has(row)) left.add(row);
  return left.size === marked.size ? marked : left;
}

/** The marked rows, those that are listed first, in their order; without marks the row under the cursor. */
export function chosenRows({ marked, order, cursor }: TableState): readonly number[] {
  const rows = order?.rows ?? new Uint32Array();
  if (marked.size === 0) return [...rows.subarray(cursor, cursor + 1)];
  const listed = new Set<number>();
  for (const row of rows) if (marked.has(row)) listed.add(row);
  return [...listed, ...[...marked].filter((row) => !listed.has(row))];
}
