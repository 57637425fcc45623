import type { ScanState } from '../../../source/scan/cell.ts';
import type { TableRow } from '../../../source/store/queries.ts';
import type { Command } from '../../../source/ui/key-binding.ts';
import { type AppState, initialState, type Size } from '../../../source/ui/state/app-state.ts';
import type { AppEvent } from '../../../source/ui/state/events.ts';
import { reduce } from '../../../source/ui/state/reducer.ts';
import { type Order, queryOf } from '../../../source/ui/state/table-state.ts';
import { fakeRows } from './fake-rows.ts';
import { finishedScan, SCAN_START } from './fake-scan.ts';

export const SMALL: Size = { columns: 80, rows: 24 };
export const LARGE: Size = { columns: 120, rows: 40 };

/** The app just opened on a scan. */
export function opened(scan: ScanState = finishedScan(), size: Size = LARGE): AppState {
  const setting = { version: '0.1.0', byteUnit: 'auto', profile: 'prod' } as const;
  const empty = initialState(setting, size, 'scan', SCAN_START);
  return reduce(empty, { type: 'scan opened', source: 'scan', scan, now: SCAN_START + 2100 });
}

/** The state after these events; a plain command stands for its event. */
export function after(state: AppState, ...events: readonly (AppEvent | Command)[]): AppState {
  return events.reduce<AppState>(
    (current, event) => reduce(current, isEvent(event) ? event : { type: 'command', command: event }),
    state,
  );
}

function isEvent(event: AppEvent | Command): event is AppEvent {
  return typeof event === 'object' && 'type' in event;
}

/** The state with an open table that has all of its rows. */
export function withRowsOf(
  state: AppState,
  tab: string,
  rows: readonly TableRow[] = fakeRows()[tab] ?? [],
): AppState {
  const open = state.view === tab ? state : after(state, { open: tab });
  const table = open.tables[tab];
  if (table === undefined) throw new Error(`no table ${tab}`);
  const order: Order = {
    rows: Uint32Array.from(rows, (row) => row.row),
    total: (fakeRows()[tab] ?? []).length,
    query: queryOf(table),
    partial: false,
  };
  const known = new Map(rows.map((row) => [row.row, row]));
  return after(open, { type: 'order arrived', tab, order, rows: known });
}
