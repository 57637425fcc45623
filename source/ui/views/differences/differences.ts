/** The comparison of two scans, as commands and answers change it. */
import type { DifferingRow } from '../../../model/diff.ts';
import type { Command } from '../../kit/key-binding.ts';
import { keepInSight } from '../../kit/layout.ts';
import { isMovement, moved } from '../../kit/movement.ts';
import type { AppState } from '../../state/app-state.ts';
import { type DifferencesState, openedDifferences } from '../../state/differences-state.ts';
import type { AppEvent } from '../../state/events.ts';
import { rowsHeight } from './differences-lines.ts';
import { cursorPlaces } from './overview-lines.ts';

/** The state after a command in it; undefined: it is none of its own. */
export function afterDifferencesCommand(state: AppState, command: Command): AppState | undefined {
  const { differences: open } = state;
  if (open === null) return undefined;
  if (command === 'back') return back(state, open);
  if (command === 'enter') {
    const kind = open.kind === null ? open.report?.kinds[open.cursor]?.kind : undefined;
    return kind === undefined ? state : changed(state, { kind, row: 0, top: 0 });
  }
  if (!isMovement(command)) return undefined;
  const height = rowsHeight(state.size);
  if (open.kind === null) {
    return changed(state, { cursor: moved(command, open.cursor, height, cursorPlaces(state, open)) });
  }
  const { length } = rowsOfOpen(open);
  const row = moved(command, open.row, height, length);
  return changed(state, { row, top: keepInSight(open.top, row, height, length) });
}

/** The rows of the kind that is open. */
function rowsOfOpen({ rows, kind }: DifferencesState): readonly DifferingRow[] {
  return kind === null ? [] : (rows[kind] ?? []);
}

function back(state: AppState, { kind }: DifferencesState): AppState {
  return kind === null ? { ...state, differences: null } : changed(state, { kind: null });
}

function changed(state: AppState, change: Partial<DifferencesState>): AppState {
  return state.differences === null ? state : { ...state, differences: { ...state.differences, ...change } };
}

type DifferencesEvent = Extract<AppEvent, { type: `differences ${string}` }>;

/** The state with what was asked for, or found; of another comparison than the one that is open it is none. */
export function withDifferencesEvent(state: AppState, event: DifferencesEvent): AppState {
  if (event.type === 'differences opened') return { ...state, differences: openedDifferences(event.name) };
  const { differences: open } = state;
  if (open === null || open.asked !== event.of) return state;
  switch (event.type) {
    case 'differences found': {
      const { rows, ...report } = event.report;
      return changed(state, { report, rows: withRows(open.rows, rows) });
    }
    case 'differences ended':
      return changed(state, { isDone: true, error: event.error });
  }
}

function withRows(known: DifferencesState['rows'], found: readonly DifferingRow[]): DifferencesState['rows'] {
  if (found.length === 0) return known;
  const rows: Record<string, readonly DifferingRow[]> = { ...known };
  for (const [kind, more] of Map.groupBy(found, (row) => row.kind))
    rows[kind] = [...(known[kind] ?? []), ...more];
  return rows;
}
