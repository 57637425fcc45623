import type { ScanState } from '../../../source/model/cell.ts';
import type { TableRow } from '../../../source/model/table-query.ts';
import { reduce } from '../../../source/ui/app/reducer.ts';
import type { Command } from '../../../source/ui/kit/key-binding.ts';
import type { Size } from '../../../source/ui/kit/layout.ts';
import { DEFAULT_APPEARANCE } from '../../../source/ui/screen/read-appearance.ts';
import { type AppState, initialState } from '../../../source/ui/state/app-state.ts';
import type { AppEvent } from '../../../source/ui/state/events.ts';
import type { Order } from '../../../source/ui/state/table.ts';
import { queryOf } from '../../../source/ui/state/table-state.ts';
import { pageOf } from '../../../source/ui/views/summary/draw-summary.ts';
import { amountsQuery } from '../../../source/ui/views/table/table-amounts.ts';
import { fakeRows } from './fake-rows.ts';
import { finishedScan, SCAN_START } from './fake-scan.ts';
import { fakeAmounts } from './fake-services.ts';

export const SMALL: Size = { columns: 80, rows: 24 };
export const LARGE: Size = { columns: 120, rows: 40 };

/** The app before any scan. */
export function emptyApp(size: Size = LARGE): AppState {
  const setting = {
    version: '0.1.0',
    byteUnit: 'auto',
    profile: 'prod',
    exportFolder: 'output',
    organizationName: null,
    themes: {},
    depth: 24,
  } as const;
  return initialState({ ...DEFAULT_APPEARANCE, ...setting }, size, 'scan', SCAN_START);
}

/** The app just opened on a scan. */
export function opened(scan: ScanState = finishedScan(), size: Size = LARGE): AppState {
  return reduce(emptyApp(size), {
    type: 'scan opened',
    source: 'scan',
    allRunsOf: null,
    scan,
    now: SCAN_START + 2100,
  });
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
  const amounts = fakeAmounts(rows, amountsQuery(tab, null));
  return after(
    open,
    { type: 'order arrived', tab, order, rows: known },
    { type: 'amounts arrived', tab, of: { listed: order }, amounts },
  );
}

/** The Summary view with the cursor moved to the number with this id, the way a person gets there. */
export function atNumber(state: AppState, id: string): AppState {
  const { report } = state.summary;
  if (report === null) throw new Error('no summary');
  const { links } = pageOf(state, report);
  const target = links.find(({ link }) => link.id === id);
  if (target === undefined)
    throw new Error(`no number ${id} among ${links.map(({ link }) => link.id).join(', ')}`);
  let at = after(state, 'first');
  const columns = Array.from({ length: target.column }, () => 'right' as const);
  for (const command of columns) while (columnOf(at) < target.column) at = after(at, command);
  const before = links.filter(({ column, line }) => column === target.column && line < target.line);
  const lines = new Set(before.map(({ line }) => line)).size;
  at = after(at, 'page up', ...Array.from({ length: 20 }, () => 'page up' as const));
  at = after(at, ...Array.from({ length: lines }, () => 'down' as const));
  while (at.summary.cursor !== id) {
    const cell = links.find(({ link }) => link.id === at.summary.cursor)?.cell ?? 0;
    at = after(at, cell < target.cell ? 'right' : 'left');
  }
  return at;
}

function columnOf(state: AppState): number {
  const { report, cursor } = state.summary;
  return report === null
    ? 0
    : (pageOf(state, report).links.find(({ link }) => link.id === cursor)?.column ?? 0);
}
