import { type ByteUnit, formatCount } from '../../../model/format.ts';
import { AT_LEAST } from '../../kit/cells.ts';
import { aimed, type HotPiece, linesOnly, painted, stacked, withWholeLines } from '../../kit/drawing.ts';
import { moneyWithin } from '../../kit/money.ts';
import { cut, fitted } from '../../kit/text.ts';
import { paint, type Theme } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import type { FacetOrder, FacetState } from '../../state/facet-state.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';
import {
  cellKey,
  costOf,
  type FacetLine,
  facetHeader,
  facetLines,
  pivotCells,
  pivotColumns,
} from './facet.ts';
import {
  isShortValue,
  labelWidth,
  onValue,
  shownValueOf,
  signOf,
  sizeText,
  withMarkPlace,
} from './facet-values.ts';

/** A column holds a count, a size or a cost. */
const CELL_WIDTH = 11;

/** Cells of the labels of a pivot, how many of its columns fit, and from which one on they are in sight. */
function pivotPlaces(
  state: AppState,
  facet: FacetState,
): { readonly label: number; readonly fit: number; readonly from: number } {
  const { columns: width } = state.size;
  const label = labelWidth(state, facet, facetLines(facet), Math.floor(width * 0.3));
  const fit = Math.max(1, Math.floor((width - label - 3) / (CELL_WIDTH + 1)) - 1);
  // The column under the cursor stays in sight.
  const from = Math.max(0, Math.min(facet.column - fit, pivotColumns(facet).length - fit));
  return { label, fit, from };
}

/** Two columns: a line for each value of the first, and what it comes to with each of the second. */
export function pivotLines(
  state: AppState,
  facet: FacetState,
  shown: readonly FacetLine[],
  width: number,
  theme: Theme,
): ClickableDrawing {
  const { tab, columns, cursor, top, by } = facet;
  const [first = '', second = ''] = columns;
  const { byteUnit: unit } = state.setting;
  const across = pivotColumns(facet);
  const { label, fit, from } = pivotPlaces(state, facet);
  const inSight = across.slice(from, from + fit);
  const amount = (one: Omit<FacetLine, 'value'> | undefined, values: readonly (string | null)[]) =>
    amountText(one, by, unit, isShortValue(state, facet, values));
  const cell = (text: string, column: number, row: number): HotPiece<number> => [
    ` ${fitted(withMarkPlace(text), CELL_WIDTH, 'right')}`,
    row === cursor && column === facet.column ? 'selected' : text === '.' ? 'quiet' : 'plain',
    column,
  ];
  const cells = pivotCells(facet);
  const names = inSight.map(({ value }) => cut(shownValueOf(state, facet, second, value), CELL_WIDTH - 1));
  const head = ` ${fitted(facetHeader(tab, first), label)}${['All', ...names].map((name) => ` ${fitted(`${name} `, CELL_WIDTH, 'right')}`).join('')}`;
  const more = from + fit < across.length;
  const lines = shown.map((line, index): readonly HotPiece<number>[] => {
    const row = top + index;
    return [
      [
        `${signOf(facet, line.value, row === cursor)}${fitted(shownValueOf(state, facet, first, line.value), label)}`,
        'plain',
      ],
      cell(amount(line, [line.value]), 0, row),
      ...inSight.map(({ value }, at) =>
        cell(amount(cells.get(cellKey([line.value, value])), [line.value, value]), from + at + 1, row),
      ),
    ];
  });
  const body = aimed(painted(theme, lines), (column, line) => onValue(state, facet, line, column));
  return stacked<Click>([
    linesOnly([paint(theme, more ? `${fitted(head, width - 1)}>` : fitted(head, width), 'heading')]),
    withWholeLines(body, width, (line) => onValue(state, facet, line)),
  ]);
}

function amountText(
  one: Omit<FacetLine, 'value'> | undefined,
  by: FacetOrder,
  unit: ByteUnit,
  isShortOf: boolean,
): string {
  if (one === undefined) return '.';
  if (by === 'count') return `${formatCount(one.count)}${isShortOf ? AT_LEAST : ''}`;
  if (by === 'size') return sizeText(one, unit, isShortOf) || '?';
  const cost = costOf(one);
  if (cost === null) return '?';
  const isShort = isShortOf || (one.cost?.withoutHigh ?? 0) > 0;
  return moneyWithin(cost, CELL_WIDTH - 1, isShort) + (isShort ? AT_LEAST : '');
}
