import { type ByteUnit, formatCount } from '../../../model/format.ts';
import { AT_LEAST } from '../../kit/cells.ts';
import { linesOnly, stacked, withWholeLines } from '../../kit/drawing.ts';
import { costColumnsOf, measureOf } from '../../kit/facet-columns.ts';
import { moneyWithin } from '../../kit/money.ts';
import { fitted } from '../../kit/text.ts';
import { type Piece, paint, paintPieces, type Theme, type Tone } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import type { FacetOrder, FacetState } from '../../state/facet-state.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';
import { costOf, type FacetLine, facetHeader } from './facet.ts';
import {
  isShortValue,
  labelWidth,
  onValue,
  shownValueOf,
  signOf,
  sizeText,
  withMarkPlace,
} from './facet-values.ts';

/** Cells for a value at least, and those of the longest bar; a shorter one than this tells nothing. */
const [LEAST_LABEL, LONGEST_BAR, SHORTEST_BAR] = [16, 40, 4];

/** A column of amounts behind the values. */
interface AmountColumn {
  readonly head: string;
  readonly width: number;
  readonly tone: Tone;
  readonly text: (line: FacetLine) => string;
}

/** One column: a line for each value, with what its rows come to, and a bar. */
export function barLines(
  state: AppState,
  facet: FacetState,
  lines: readonly FacetLine[],
  shown: readonly FacetLine[],
  theme: Theme,
): ClickableDrawing {
  const { tab, columns, top, cursor } = facet;
  const [id = ''] = columns;
  const { columns: width } = state.size;
  const amounts = amountColumns(state, facet);
  const taken = amounts.reduce((sum, column) => sum + column.width, 1);
  const label = labelWidth(state, facet, lines, Math.min(Math.floor(width * 0.4), width - taken));
  const room = Math.min(LONGEST_BAR, width - taken - label - 2);
  const most = Math.max(1, ...lines.map((line) => barOf(line, facet)));
  const head = [
    ` ${fitted(facetHeader(tab, id), label)}`,
    ...amounts.map((column) => fitted(column.head, column.width, 'right')),
  ].join('');
  const values = linesOnly(
    shown.map((line, index) => {
      const selected = top + index === cursor;
      const known = line.value !== null && line.value !== '';
      const tone = selected ? 'selected' : known ? 'plain' : 'quiet';
      const bar = Math.round((room * barOf(line, facet)) / most);
      const name = fitted(shownValueOf(state, facet, id, line.value), label);
      const pieces: readonly Piece[] = [
        [`${signOf(facet, line.value, selected)}${name}`, tone],
        ...amounts.map((column): Piece => [fitted(column.text(line), column.width, 'right'), column.tone]),
        [
          room < SHORTEST_BAR || barOf(line, facet) === 0 ? '' : `  ${'#'.repeat(Math.max(1, bar))}`,
          'accent',
        ],
      ];
      return paintPieces(theme, pieces);
    }),
  );
  return stacked<Click>([
    linesOnly([paint(theme, head, 'heading')]),
    withWholeLines<Click>(values, width, (line) => onValue(state, facet, line)),
  ]);
}

/** What the bar of a line is as long as: what the lines are sorted by. */
function barOf(line: FacetLine, { by }: FacetState): number {
  return (by === 'size' ? line.bytes : by === 'cost' ? costOf(line) : line.count) ?? 0;
}

/** As many columns as there is room for; what the lines are sorted by stays to the last. */
function amountColumns(state: AppState, facet: FacetState): readonly AmountColumn[] {
  const { size, setting } = state;
  const isShort = ({ value }: FacetLine) => isShortValue(state, facet, [value]);
  const columns: Readonly<Record<FacetOrder | 'share', readonly AmountColumn[]>> = {
    count: [rowsColumn(isShort)],
    share: [shareColumn(facet)],
    size: sizeColumns(facet.tab, setting.byteUnit, isShort),
    cost: costColumns(facet.tab, isShort),
  };
  const kept = new Set<FacetOrder | 'share'>();
  let room = size.columns - 1 - LEAST_LABEL;
  for (const one of ['count', facet.by, 'size', 'cost', 'share'] as const) {
    const cells = columns[one].reduce((sum, { width }) => sum + width, 0);
    if (kept.has(one) || cells > room) continue;
    kept.add(one);
    room -= cells;
  }
  return (['count', 'share', 'size', 'cost'] as const).flatMap((one) => (kept.has(one) ? columns[one] : []));
}

/** True where there may be more rows of a line than were read. */
type IsShort = (line: FacetLine) => boolean;

function rowsColumn(isShort: IsShort): AmountColumn {
  return {
    ...{ head: 'Rows ', width: 10, tone: 'plain' },
    text: (line) => withMarkPlace(formatCount(line.count) + (isShort(line) ? AT_LEAST : '')),
  };
}

function shareColumn({ report }: FacetState): AmountColumn {
  const rows = report?.rows ?? 0;
  return {
    ...{ head: 'Share', width: 7, tone: 'quiet' },
    text: ({ count }) => `${(rows === 0 ? 0 : (count / rows) * 100).toFixed(1)}%`,
  };
}

function sizeColumns(tab: string, unit: ByteUnit, isShort: IsShort): readonly AmountColumn[] {
  const measure = measureOf(tab);
  if (measure === null) return [];
  const head = ` ${fitted(measure.label ?? measure.header, 11, 'right')} `;
  // A mark stands behind the digits, in the place of the blank.
  return [
    { head, width: 13, tone: 'plain', text: (line) => withMarkPlace(sizeText(line, unit, isShort(line))) },
  ];
}

function costColumns(tab: string, isShort: IsShort): readonly AmountColumn[] {
  if (costColumnsOf(tab) === null) return [];
  const bound = (head: string, width: number, read: (line: FacetLine) => readonly [number, number]) => ({
    ...{ head: `${head} `, width, tone: 'plain' as const },
    text: (line: FacetLine) => {
      const [dollars, without] = read(line);
      if (without === line.count) return 'n/a ';
      const isLeast = without > 0 || isShort(line);
      return withMarkPlace(moneyWithin(dollars, width - 2, isLeast) + (isLeast ? AT_LEAST : ''));
    },
  });
  return [
    bound('Low', 10, ({ cost, count }) => [cost?.low ?? 0, cost?.withoutLow ?? count]),
    bound('High', 11, ({ cost, count }) => [cost?.high ?? 0, cost?.withoutHigh ?? count]),
  ];
}
