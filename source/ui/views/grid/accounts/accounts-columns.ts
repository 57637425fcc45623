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

/** Lays the lines out: the unit goes first where it is narrow, then the id, then what is at the right. */
export function accountsGrid(scan: ScanState, width: number): AccountsGrid {
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

function widest(
  texts: readonly string[],
  { least, most }: { readonly least: number; readonly most: number },
): number {
  return Math.min(most, Math.max(least, ...texts.map(textWidth)));
}
