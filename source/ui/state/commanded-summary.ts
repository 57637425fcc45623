import { summaryHeight, summaryRoom } from '../draw/summary.ts';
import type { Command } from '../key-binding.ts';
import type { AppState } from './app-state.ts';
import { withView } from './changes.ts';
import { kindFacts } from './kinds.ts';
import { clamp, keepInSight, tableHeight } from './layout.ts';
import { isMovement, moved, scrolled } from './movement.ts';
import { withSortPicker } from './sorting.ts';
import { type SourcesState, sortedSources, sourceColumns } from './sources.ts';

/** The state after a command in the Summary view. */
export function summaryCommanded(state: AppState, command: Command): AppState {
  const { summary } = state;
  if (summary.report === null) return state;
  if (command === 'enter') return { ...state, summary: { ...summary, sourcesOpen: true } };
  if (!isMovement(command)) return state;
  const height = summaryRoom(state.size.rows);
  const count = summaryHeight(summary.report, state.setting.byteUnit, state.size.columns);
  return { ...state, summary: { ...summary, top: scrolled(command, summary.top, height, count) } };
}

/** The state after a command in the table of sources. */
export function sourcesCommanded(state: AppState, command: Command): AppState {
  const { summary } = state;
  if (command === 'back' || command === 'escape')
    return { ...state, summary: { ...summary, sourcesOpen: false } };
  if (summary.report === null) return state;
  if (command === 'sort') return withSortPicker(state);
  if (command === 'enter') return withSnapshotsOfSource(state);
  const { sources, report } = summary;
  if (isMovement(command)) {
    const height = tableHeight(state.size);
    const count = report.sources.length;
    const cursor = moved(command, sources.cursor, height, count);
    return withSources(state, { ...sources, cursor, top: keepInSight(sources.top, cursor, height, count) });
  }
  if (command !== 'left' && command !== 'right') return state;
  const most = Math.max(0, sourceColumns(report).length - 2);
  const columnsOff = clamp(sources.columnsOff + (command === 'left' ? -1 : 1), 0, most);
  return withSources(state, { ...sources, columnsOff });
}

function withSources(state: AppState, sources: SourcesState): AppState {
  return { ...state, summary: { ...state.summary, sources } };
}

/** Opens the table of the snapshots of the source under the cursor. */
function withSnapshotsOfSource(state: AppState): AppState {
  const { report, sources } = state.summary;
  if (report === null) return state;
  const source = sortedSources(report, sources.sort)[sources.cursor];
  if (source === undefined) return state;
  const kind = report.services.find((total) => total.service === source.service)?.kind;
  const tab = kind === undefined ? null : kindFacts(kind).tab;
  if (tab === null) return state;
  return withView(state, tab, { text: source.source ?? '', region: source.region, kind: null });
}
