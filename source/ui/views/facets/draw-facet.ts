import { formatCount } from '../../../model/format.ts';
import { counted } from '../../../model/words.ts';
import { AT_LEAST } from '../../kit/cells.ts';
import { linesOnly, stacked } from '../../kit/drawing.ts';
import { tableHeight } from '../../kit/layout.ts';
import { placeWords, titleLine } from '../../kit/table.ts';
import { wrap } from '../../kit/text.ts';
import type { Piece, Theme } from '../../kit/theme.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import type { FacetOrder, FacetState } from '../../state/facet-state.ts';
import { queryOf, sameQuery } from '../../state/table-state.ts';
import { tableTitle } from '../../state/table-words.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';
import { barLines } from './draw-bars.ts';
import { pivotLines } from './draw-pivot.ts';
import { facetHeader, facetLines, facetOrders } from './facet.ts';
import { isShortValue } from './facet-values.ts';

const ORDER_WORDS: Readonly<Record<FacetOrder, string>> = {
  count: 'most first',
  size: 'largest first',
  cost: 'dearest first',
};

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

function titleOf(state: AppState, { tab, columns }: FacetState): string {
  const table = openTable(state);
  const rows = table === undefined ? '' : tableTitle(table);
  return `${rows} by ${columns.map((id) => facetHeader(tab, id)).join(' and ')}`;
}

function notesOf(state: AppState, facet: FacetState): readonly Piece[] {
  const { report, by, tab, counted: asked, marked } = facet;
  const table = openTable(state);
  const words = [table?.filter.region ?? '', table?.filter.text.trim() ?? ''].filter((word) => word !== '');
  if (report === null) return [['counting', 'busy']];
  const isOld = table !== undefined && (asked === null || !sameQuery(asked, queryOf(table)));
  const more = report.distinct - report.groups.length;
  const beyond = report.isCut ? 'over ' : '';
  const isShort = isShortValue(state, facet, []);
  return [
    [isShort ? `${formatCount(report.rows)}${AT_LEAST} rows` : counted(report.rows, 'row'), 'plain'],
    ...(marked.size === 0 ? [] : [[`${formatCount(marked.size)} marked`, 'accent'] as const]),
    ...(isOld ? [['counting again', 'busy'] as const] : []),
    ...(more > 0 || report.isCut
      ? [[`${beyond}${formatCount(more)} more with ${counted(report.rest.count, 'row')}`, 'warning'] as const]
      : []),
    ...(words.length === 0 ? [] : [[`filter ${words.join(' ')}`, 'accent'] as const]),
    ...(facetOrders(tab).length === 1 ? [] : [[ORDER_WORDS[by], 'quiet'] as const]),
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
