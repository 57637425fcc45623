import { tableHeight } from '../../kit/layout.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { withTable } from '../../state/navigation.ts';
import { withCursor } from '../../state/table-state.ts';
import type { Target } from '../../state/target.ts';

export function rowTarget(state: AppState, at: number): Target | null {
  const table = openTable(state);
  const row = (table?.top ?? 0) + at;
  if (table === undefined || at < 0 || row >= (table.order?.rows.length ?? 0)) return null;
  const moved = withCursor(table, row, tableHeight(state.size));
  return { current: row === table.cursor && table.cursorRow !== null, state: withTable(state, moved) };
}
