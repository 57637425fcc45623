import { detailLines } from '../draw/detail-view.ts';
import { exportFormLines } from '../draw/export-form.ts';
import { facetViewLines } from '../draw/facet-view.ts';
import { helpViewLines } from '../draw/help.ts';
import { noteLines } from '../draw/note.ts';
import { pickerLines } from '../draw/picker.ts';
import { problemsViewLines, scanLines } from '../draw/scan-view.ts';
import { sourcesLines, summaryLines } from '../draw/summary.ts';
import { tableLines } from '../draw/table-view.ts';
import { topologyViewLines } from '../draw/topology-view.ts';
import { type AppState, openTable } from '../state/app-state.ts';
import type { Theme } from '../theme.ts';

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
