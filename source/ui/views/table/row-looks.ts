/** What makes rows easier to see through: bars behind sizes, and a bar that says where they are among all. */
import type { Column } from '../../../model/columns.ts';
import type { TableRow } from '../../../model/table-query.ts';
import type { Piece } from '../../kit/theme.ts';
import type { TableState } from '../../state/table.ts';

/** How a size compares with the largest of its column in sight, from 0 to 1; null: it is none, or not known. */
export function shownShares(
  { rows }: TableState,
  shown: Uint32Array,
): (row: TableRow, column: Column) => number | null {
  const largest = new Map<string, number>();
  const largestOf = (id: string): number => {
    const known = largest.get(id);
    if (known !== undefined) return known;
    const sizes = Array.from(shown, (number) => sizeIn(rows.get(number) ?? null, id) ?? 0);
    const found = Math.max(0, ...sizes);
    largest.set(id, found);
    return found;
  };
  return (row, { id, type }) => {
    const size = type === 'bytes' ? sizeIn(row, id) : null;
    return size === null || size <= 0 ? null : size / largestOf(id);
  };
}

function sizeIn(row: TableRow | null, id: string): number | null {
  const value = row?.values[id];
  return typeof value === 'number' ? value : null;
}

/** The scroll bar, a piece for each line of rows; null: all are in sight. */
export function scrollBar(top: number, height: number, count: number): ((line: number) => Piece) | null {
  if (count <= height) return null;
  const length = Math.max(1, Math.round((height * height) / count));
  const from = Math.round(((height - length) * top) / (count - height));
  return (line) => (line >= from && line < from + length ? ['█', 'border'] : ['│', 'border']);
}
