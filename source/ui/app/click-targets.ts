import { isTooSmall, viewHeight } from '../kit/layout.ts';
import { textWidth } from '../kit/text.ts';
import { tabsShown } from '../screen/draw-header.ts';
import { type AppState, keyView } from '../state/app-state.ts';
import { withView } from '../state/navigation.ts';
import type { Place, Target } from '../state/target.ts';
import { topologyTarget } from '../views/datasync-tree/tree-clicks.ts';
import { detailTarget } from '../views/detail/detail-clicks.ts';
import { exportFormTarget } from '../views/export/export-clicks.ts';
import { facetTarget } from '../views/facets/facet-clicks.ts';
import { gridHeadTarget, gridTarget, problemTarget } from '../views/grid/grid-clicks.ts';
import { pickerTarget } from '../views/picker/picker-clicks.ts';
import { inputTarget } from '../views/prompt/prompt-clicks.ts';
import { sourceTarget, summaryTarget } from '../views/summary/summary-clicks.ts';
import { headTarget } from '../views/table/head-clicks.ts';
import { rowTarget } from '../views/table/table-clicks.ts';

/** Lines of the screen above the view. */
const TAB_LINE = 1;
const VIEW_TOP = 3;

/** What is at this place; null: nothing that could be chosen. */
export function targetAt(state: AppState, { column, line }: Place): Target | null {
  if (isTooSmall(state.size) || state.overlay !== null) return null;
  if (line === TAB_LINE && state.exportForm === null && state.input === null && state.picker === null)
    return tabTarget(state, column);
  const at = line - VIEW_TOP;
  if (at < 0) return null;
  if (at >= viewHeight(state.size)) return inputTarget(state, column, line);
  switch (keyView(state)) {
    case 'scan':
      if (at === 0) return gridHeadTarget(state, column);
      return gridTarget(state, column, at - 1) ?? problemTarget(state, at);
    case 'summary':
      return summaryTarget(state, column, at);
    case 'detail':
      return detailTarget(state, at);
    case 'topology':
      return topologyTarget(state, column, at);
    case 'export form':
      return exportFormTarget(state, column, at);
    case 'picker':
      return pickerTarget(state, at - 2);
    case 'facet':
      return facetTarget(state, column, at - 2);
    case 'sources':
      return at === 1 ? headTarget(state, column) : sourceTarget(state, at - 2);
    case 'table':
    case 'filter':
      return at === 1 ? headTarget(state, column) : rowTarget(state, at - 2);
    default:
      return null;
  }
}

function tabTarget(state: AppState, column: number): Target | null {
  let end = 0;
  for (const { id, text } of tabsShown(state)) {
    end += textWidth(text) + 2;
    if (column < end) return { current: false, state: withView(state, id) };
  }
  return null;
}
