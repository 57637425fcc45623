import type { ScanState } from '../../../../model/cell.ts';
import { kindFacts } from '../../../kit/kinds.ts';
import { textWidth } from '../../../kit/text.ts';
import { type GridColumns, kindColumns } from '../draw-grid.ts';

/** The columns of the lines of accounts for one width of the terminal. */
export interface AccountsGrid extends Pick<GridColumns, 'kinds' | 'sums'> {
  /** Name, id and unit, as far as there is room. */
  readonly head: readonly { readonly column: string; readonly title: string; readonly width: number }[];
  /** Cells that the head takes, without the blank before it. */
  readonly leading: number;
  /** Cells behind the head. */
  readonly rest: number;
}

const NAME_WIDTH = { least: 7, most: 26 };
const OU_WIDTH = { least: 2, most: 22 };
const ID_WIDTH = 12;

/** Cells of the mark behind the header of the column that the lines are sorted by. */
const SORT_MARK = 2;

/** Lays the lines out for a width, with room for the mark of the column that they are sorted by. */
export function accountsGrid(scan: ScanState, width: number, sorted: string | null = null): AccountsGrid {
  return withRoomForMark(laidOut(scan, width), width, sorted);
}

/** The unit goes first where it is narrow, then the id, then what is at the right. */
function laidOut(scan: ScanState, width: number): AccountsGrid {
  const name = {
    column: 'account',
    title: 'Account',
    width: widest(
      scan.accounts.map((one) => one.name ?? one.id),
      NAME_WIDTH,
    ),
  };
  const id = { column: 'id', title: 'Id', width: ID_WIDTH };
  const ous = scan.accounts.map(({ ou }) => ou ?? '');
  const ou = { column: 'ou', title: 'OU', width: widest(ous, OU_WIDTH) };
  const hasUnits = ous.some((unit) => unit !== '');
  const choices = [...(hasUnits ? [[name, id, ou]] : []), [name, id], [name]];
  const kinds = scan.kinds.map(kindFacts);
  for (const head of choices) {
    const leading = head.reduce((sum, column) => sum + column.width + 1, -1);
    const columns = kindColumns(kinds, leading, width, head.length > 1 ? 1 : 0);
    if (columns !== null) return { head, leading, rest: width - leading - 1, ...columns };
  }
  const narrow = { ...name, width: NAME_WIDTH.least + 5 };
  const columns = kindColumns(kinds, narrow.width, width, 0) ?? { kinds: [], sums: [] };
  return { head: [narrow], leading: narrow.width, rest: width - narrow.width - 1, ...columns };
}

/**
 * The lines with a wider column where the mark would take letters of its header: by cells that are left over, and such of
 * the name.
 */
function withRoomForMark(grid: AccountsGrid, width: number, sorted: string | null): AccountsGrid {
  const [name, ...others] = grid.head;
  const heads = [
    ...grid.kinds.map(({ facts, width: cells }) => ({ column: facts.id, title: facts.gridHeader, cells })),
    ...grid.sums.map((sum) => ({ column: sum.name.toLowerCase(), title: sum.name, cells: sum.width })),
  ];
  const head = heads.find(({ column }) => column === sorted);
  if (head === undefined || name === undefined) return grid;
  const more = Math.max(0, Math.min(head.cells, textWidth(head.title)) + SORT_MARK - head.cells);
  const fromName = Math.max(0, more - Math.max(0, width - cellsOf(grid)));
  if (name.width - fromName < NAME_WIDTH.least + SORT_MARK) return grid;
  return {
    head: [{ ...name, width: name.width - fromName }, ...others],
    leading: grid.leading - fromName,
    rest: grid.rest + fromName,
    kinds: grid.kinds.map((one) => (one.facts.id === sorted ? { ...one, width: one.width + more } : one)),
    sums: grid.sums.map((sum) =>
      sum.name.toLowerCase() === sorted ? { ...sum, width: sum.width + more } : sum,
    ),
  };
}

/** Cells that the columns take. */
function cellsOf({ leading, kinds, sums }: AccountsGrid): number {
  const ofKinds = kinds.reduce((sum, { width, first }) => sum + width + (first ? 3 : 1), 0);
  return 1 + leading + ofKinds + sums.reduce((sum, { width }) => sum + width + 1, sums.length > 0 ? 2 : 0);
}

function widest(
  texts: readonly string[],
  { least, most }: { readonly least: number; readonly most: number },
): number {
  return Math.min(most, Math.max(least, ...texts.map(textWidth)));
}
