import { tableHeight } from '../../kit/layout.ts';
import type { AppState } from '../../state/app-state.ts';
import type { Target } from '../../state/target.ts';
import { pivotColumnAt } from './draw-facet.ts';
import { facetLines } from './facet.ts';

/** A value of a facet, or a cell of a pivot. `at`: the line of the list. */
export function facetTarget(state: AppState, column: number, at: number): Target | null {
  const { facet } = state;
  const cursor = (facet?.top ?? 0) + at;
  if (facet === null || at < 0 || at >= tableHeight(state.size) || cursor >= facetLines(facet).length)
    return null;
  const across = facet.columns.length > 1 ? pivotColumnAt(state, facet, column) : 0;
  const current = cursor === facet.cursor && across === facet.column;
  return { current, state: { ...state, facet: { ...facet, cursor, column: across } } };
}
