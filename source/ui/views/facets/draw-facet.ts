import { type ByteUnit, formatBytes, formatCount } from '../../../model/format.ts';
import { aimed, type HotPiece, linesOnly, painted, stacked, withWholeLines } from '../../kit/drawing.ts';
import { measureOf } from '../../kit/facet-columns.ts';
import { tableHeight } from '../../kit/layout.ts';
import { placeWords, titleLine } from '../../kit/table.ts';
import { cut, fitted, textWidth, wrap } from '../../kit/text.ts';
import { type Piece, paint, paintPieces, type Theme } from '../../kit/theme.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import type { FacetState } from '../../state/facet-state.ts';
import { queryOf, sameQuery } from '../../state/table-state.ts';
import { tableTitle } from '../../state/table-words.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';
import {
  cellKey,
  type FacetLine,
  facetHeader,
  facetLines,
  pivotCells,
  pivotColumns,
  shownGroup,
} from './facet.ts';

const COUNT_WIDTH = 10;
const SHARE_WIDTH = 7;
const SIZE_WIDTH = 12;
const NARROWEST_LABEL = 16;
/** A column of a pivot holds a count or a size. */
const CELL_WIDTH = 11;

/** The values of a column with how often they occur, or the table of two columns. */
export function drawFacet(state: AppState, facet: FacetState, theme: Theme): ClickableDrawing {
  const { columns: width } = state.size;
  const lines = facetLines(facet);
  const title = titleLine(
    titleOf(state, facet),
    notesOf(state, facet),
    placeWords(facet.cursor, lines.length).replace(/^row/, 'value'),
    width,
    theme,
  );
  const words = wordsInstead(state, facet);
  if (words !== null) return linesOnly([title, ...wrap(words, width - 2).map((line) => ` ${line}`)]);
  const height = tableHeight(state.size);
  const shown = lines.slice(facet.top, facet.top + height);
  const body =
    facet.columns.length > 1
      ? pivotLines(state, facet, shown, width, theme)
      : barLines(state, facet, lines, shown, theme);
  return stacked<Click>([linesOnly([title]), body]);
}

/** A click on a value, or on a cell of a pivot by its column as the cursor counts them; 0: all of the row. */
function onValue(state: AppState, facet: FacetState, line: number, column = 0): Click {
  const cursor = facet.top + line;
  return () => ({
    current: cursor === facet.cursor && column === facet.column,
    state: { ...state, facet: { ...facet, cursor, column } },
  });
}

function titleOf(state: AppState, { tab, columns }: FacetState): string {
  const table = openTable(state);
  const rows = table === undefined ? '' : tableTitle(table);
  return `${rows} by ${columns.map((id) => facetHeader(tab, id)).join(' and ')}`;
}

function notesOf(state: AppState, { report, by, tab, counted }: FacetState): readonly Piece[] {
  const table = openTable(state);
  const words = [table?.filter.region ?? '', table?.filter.text.trim() ?? ''].filter((word) => word !== '');
  if (report === null) return [['counting', 'busy']];
  const isOld = table !== undefined && (counted === null || !sameQuery(counted, queryOf(table)));
  const more = report.distinct - report.groups.length;
  const beyond = report.isCut ? 'over ' : '';
  return [
    [`${formatCount(report.rows)} rows`, 'plain'],
    ...(isOld ? [['counting again', 'busy'] as const] : []),
    ...(more > 0 || report.isCut
      ? [
          [
            `${beyond}${formatCount(more)} more with ${formatCount(report.rest.count)} rows`,
            'warning',
          ] as const,
        ]
      : []),
    ...(words.length === 0 ? [] : [[`filter ${words.join(' ')}`, 'accent'] as const]),
    ...(measureOf(tab) === null ? [] : [[by === 'size' ? 'largest first' : 'most first', 'quiet'] as const]),
  ];
}

function wordsInstead(state: AppState, facet: FacetState): string | null {
  if (facet.error !== null) return `It could not be counted: ${facet.error} Esc leads back.`;
  if (facet.report === null) return 'Counting...';
  if (facet.report.groups.length > 0) return null;
  const filtered = openTable(state)?.filter.text.trim() !== '';
  return filtered
    ? 'No row matches the filter. Esc leads back.'
    : 'There are no rows to count. Esc leads back.';
}

function labelWidth(facet: FacetState, lines: readonly FacetLine[], unit: ByteUnit, most: number): number {
  const [id = ''] = facet.columns;
  const widths = lines.map(({ value }) => textWidth(shownGroup(facet.tab, id, value, unit)));
  return Math.max(NARROWEST_LABEL, Math.min(most, Math.max(0, ...widths)));
}

function barLines(
  state: AppState,
  facet: FacetState,
  lines: readonly FacetLine[],
  shown: readonly FacetLine[],
  theme: Theme,
): ClickableDrawing {
  const { tab, columns, report, top, cursor, by } = facet;
  const [id = ''] = columns;
  const { byteUnit: unit } = state.setting;
  const measure = measureOf(tab);
  const label = labelWidth(facet, lines, unit, Math.floor(state.size.columns * 0.4));
  const size = measure === null ? 0 : SIZE_WIDTH + 1;
  const room = Math.min(40, state.size.columns - label - COUNT_WIDTH - SHARE_WIDTH - size - 4);
  const amount = (line: FacetLine) => (by === 'size' ? (line.bytes ?? 0) : line.count);
  const most = Math.max(1, ...lines.map(amount));
  const head = [
    ` ${fitted(facetHeader(tab, id), label)}`,
    fitted('Rows', COUNT_WIDTH, 'right'),
    fitted('Share', SHARE_WIDTH, 'right'),
    measure === null ? '' : ` ${fitted(measure.label ?? measure.header, SIZE_WIDTH - 1, 'right')} `,
  ].join('');
  const values = linesOnly(
    shown.map((line, index) => {
      const selected = top + index === cursor;
      const name = shownGroup(tab, id, line.value, unit);
      const share = report === null || report.rows === 0 ? 0 : (line.count / report.rows) * 100;
      const known = line.value !== null && line.value !== '';
      const bar = '#'.repeat(amount(line) === 0 ? 0 : Math.max(1, Math.round((room * amount(line)) / most)));
      const pieces: readonly Piece[] = [
        [`${selected ? '>' : ' '}${fitted(name, label)}`, selected ? 'selected' : known ? 'plain' : 'quiet'],
        [fitted(formatCount(line.count), COUNT_WIDTH, 'right'), 'plain'],
        [fitted(`${share.toFixed(1)}%`, SHARE_WIDTH, 'right'), 'quiet'],
        [measure === null ? '' : `${fitted(sizeText(line, unit), SIZE_WIDTH, 'right')} `, 'plain'],
        [` ${bar}`, 'accent'],
      ];
      return paintPieces(theme, pieces);
    }),
  );
  return stacked<Click>([
    linesOnly([paint(theme, head, 'heading')]),
    withWholeLines<Click>(values, state.size.columns, (line) => onValue(state, facet, line)),
  ]);
}

/** Known bytes; a plus where the sizes of some rows are unknown. */
function sizeText(
  { bytes, unknownSizes }: Pick<FacetLine, 'bytes' | 'unknownSizes'>,
  unit: ByteUnit,
): string {
  if (bytes === null) return '';
  return `${formatBytes(bytes, unit)}${unknownSizes > 0 ? '+' : ''}`;
}

/** Cells of the labels of a pivot, how many of its columns fit, and from which one on they are in sight. */
function pivotPlaces(
  state: AppState,
  facet: FacetState,
): { readonly label: number; readonly fit: number; readonly from: number } {
  const { columns: width } = state.size;
  const label = labelWidth(facet, facetLines(facet), state.setting.byteUnit, Math.floor(width * 0.3));
  const fit = Math.max(1, Math.floor((width - label - 3) / (CELL_WIDTH + 1)) - 1);
  // The column under the cursor stays in sight.
  const from = Math.max(0, Math.min(facet.column - fit, pivotColumns(facet).length - fit));
  return { label, fit, from };
}

function pivotLines(
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
  const amount = (one: Pick<FacetLine, 'count' | 'bytes' | 'unknownSizes'> | undefined) =>
    one === undefined ? '.' : by === 'size' ? sizeText(one, unit) || '?' : formatCount(one.count);
  const cell = (text: string, column: number, row: number): HotPiece<number> => [
    ` ${fitted(text, CELL_WIDTH, 'right')}`,
    row === cursor && column === facet.column ? 'selected' : text === '.' ? 'quiet' : 'plain',
    column,
  ];
  const cells = pivotCells(facet);
  const names = inSight.map(({ value }) => cut(shownGroup(tab, second, value, unit), CELL_WIDTH));
  const head = ` ${fitted(facetHeader(tab, first), label)}${['All', ...names].map((name) => ` ${fitted(name, CELL_WIDTH, 'right')}`).join('')}`;
  const more = from + fit < across.length;
  const lines = shown.map((line, index): readonly HotPiece<number>[] => {
    const row = top + index;
    return [
      [`${row === cursor ? '>' : ' '}${fitted(shownGroup(tab, first, line.value, unit), label)}`, 'plain'],
      cell(amount(line), 0, row),
      ...inSight.map(({ value }, at) =>
        cell(amount(cells.get(cellKey([line.value, value]))), from + at + 1, row),
      ),
    ];
  });
  const body = aimed(painted(theme, lines), (column, line) => onValue(state, facet, line, column));
  return stacked<Click>([
    linesOnly([paint(theme, more ? `${fitted(head, width - 1)}>` : fitted(head, width), 'heading')]),
    withWholeLines(body, width, (line) => onValue(state, facet, line)),
  ]);
}
