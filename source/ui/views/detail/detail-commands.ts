import type { Command } from '../../kit/key-binding.ts';
import { clamp, viewHeight } from '../../kit/layout.ts';
import { isMovement } from '../../kit/movement.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { withDestination, withDetail, withWayBack } from '../../state/navigation.ts';
import { DETAIL_FRAME_LINES, detailFields, detailMoved } from './detail.ts';

/** The state after a command in a detail; undefined: it is none of a detail's. */
export function afterDetailCommand(state: AppState, command: Command): AppState | undefined {
  const { detail } = state;
  const table = openTable(state);
  if (detail === null) return undefined;
  if (command === 'back' || command === 'escape')
    return detail.followed ? withWayBack(state) : { ...state, detail: null };
  if (table !== undefined && (command === 'left' || command === 'right')) {
    const next = withDetail(state, clampedNeighbour(table.cursor, command, table.order?.rows.length ?? 0));
    return next.detail?.row === detail.row ? state : next;
  }
  if (command !== 'enter' && !isMovement(command)) return undefined;
  if (detail.loaded === null) return state;
  const fields = detailFields(state, detail, detail.loaded);
  if (command === 'enter') {
    const to = fields[detail.field]?.to ?? null;
    return to === null ? state : withDestination(state, to);
  }
  const height = viewHeight(state.size) - DETAIL_FRAME_LINES;
  return { ...state, detail: detailMoved(detail, command, fields, height) };
}

/** True where Enter leads from the line under the cursor to something else. */
export function leadsOn(state: AppState): boolean {
  const { detail } = state;
  if (detail === null || detail.loaded === null) return false;
  return (detailFields(state, detail, detail.loaded)[detail.field]?.to ?? null) !== null;
}

function clampedNeighbour(cursor: number, command: 'left' | 'right', count: number): number {
  return clamp(cursor + (command === 'left' ? -1 : 1), 0, Math.max(0, count - 1));
}
