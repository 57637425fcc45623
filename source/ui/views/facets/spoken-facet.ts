import { formatMoney, shownValue } from '../../../model/format.ts';
import { counted } from '../../../model/words.ts';
import { measureOf } from '../../kit/facet-columns.ts';
import { spoken } from '../../kit/spoken.ts';
import { PLAIN_THEME } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import type { FacetState } from '../../state/facet-state.ts';
import { drawFacet } from './draw-facet.ts';
import { costOf, facetHeader, facetLines } from './facet.ts';
import { isShortValue, shownValueOf } from './facet-values.ts';

/** The value under the cursor, and what its rows come to; all of a pivot. */
export function facetSentences(state: AppState, facet: FacetState): readonly string[] {
  const drawn = drawFacet(state, facet, PLAIN_THEME).lines;
  const [title = '', words = ''] = drawn;
  const line = facetLines(facet)[facet.cursor];
  const [id = ''] = facet.columns;
  if (line === undefined || facet.report === null) return [spoken(title), spoken(words)];
  if (facet.columns.length > 1) return drawn.map(spoken);
  const measure = measureOf(facet.tab);
  const { byteUnit } = state.setting;
  const size = measure === null ? '' : shownValue(measure, line.bytes, byteUnit);
  const value = shownValueOf(state, facet, id, line.value);
  const cost = costOf(line);
  const least = isShortValue(state, facet, [line.value]) ? 'at least ' : '';
  const amounts = [
    `${least}${counted(line.count, 'row')}`,
    ...(size === '' ? [] : [size]),
    ...(cost === null ? [] : [`at most ${formatMoney(cost)} a month`]),
    ...(facet.marked.has(line.value) ? ['marked'] : []),
  ];
  return [spoken(title), `${facetHeader(facet.tab, id)} ${value}: ${amounts.join(', ')}`];
}
