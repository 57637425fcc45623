import type { Theme } from '../kit/theme.ts';
import { type AppState, openTable } from '../state/app-state.ts';
import { topologyViewLines } from '../views/datasync-tree/draw-tree.ts';
import { detailLines } from '../views/detail/draw-detail.ts';
import { exportFormLines } from '../views/export/draw-export-form.ts';
import { facetViewLines } from '../views/facets/draw-facet.ts';
import { problemsViewLines, scanLines } from '../views/grid/draw-scan.ts';
import { helpViewLines } from '../views/help/draw-help.ts';
import { noteLines } from '../views/help/note.ts';
import { pickerLines } from '../views/picker/draw-picker.ts';
import { sourcesLines, summaryLines } from '../views/summary/draw-summary.ts';
import { tableLines } from '../views/table/draw-table.ts';

/** The lines of whatever view is in front. */
export function viewLines(state: AppState, theme: Theme): readonly string[] {
  if (state.overlay?.kind === 'help') return helpViewLines(state, state.overlay.top, theme);
  if (state.overlay?.kind === 'note') return noteLines(state.overlay, state.size, theme);
  if (state.exportForm !== null) return exportFormLines(state, state.exportForm, theme);
  if (state.picker !== null) return pickerLines(state, state.picker, theme);
  if (state.topology.open) return topologyViewLines(state, theme);
  if (state.facet !== null) return facetViewLines(state, state.facet, theme);
  if (state.detail !== null) return detailLines(state, state.detail, theme);
  const table = openTable(state);
  if (table !== undefined) return tableLines(state, table, theme);
  if (state.view === 'summary') {
    return state.summary.sourcesOpen ? sourcesLines(state, theme) : summaryLines(state, theme);
  }
  return state.grid.problems ? problemsViewLines(state, theme) : scanLines(state, theme);
}
