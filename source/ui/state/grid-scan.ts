import type { ScanState } from '../../model/cell.ts';
import type { AppState } from './app-state.ts';

const narrowed = new WeakMap<ScanState, Map<string, ScanState>>();

/** The scan as the grid of regions shows it: of many accounts the one that is looked into, else all of them as one. */
export function gridScan({
  scan,
  accounts: { into },
}: Pick<AppState, 'scan' | 'accounts'>): ScanState | null {
  if (scan === null || into === null) return scan;
  const known = narrowed.get(scan) ?? new Map<string, ScanState>();
  narrowed.set(scan, known);
  const made = known.get(into) ?? scanOf(scan, into);
  known.set(into, made);
  return made;
}

/** The account whose regions are on screen, or the problems of these; null: none's. */
export function accountInFront({
  view,
  topology,
  calendar,
  accounts: { into },
}: Pick<AppState, 'accounts' | 'view' | 'topology' | 'calendar'>): string | null {
  return view === 'scan' && !topology.open && !calendar.open ? into : null;
}

/** The scan that what is on screen is of: over the grid of an account that account's, else the whole. */
export function scanInFront(state: AppState): ScanState | null {
  return accountInFront(state) === null ? state.scan : gridScan(state);
}

function scanOf(scan: ScanState, into: string): ScanState {
  const account = scan.accounts.find(({ id }) => id === into);
  return {
    ...scan,
    regions: account?.regions ?? [],
    regionsOff: [],
    cells: scan.lookedInto?.account === into ? scan.lookedInto.cells : [],
    accounts: [],
    problems: [],
  };
}

/** True where the lines of the Scan view are accounts. */
export function showsAccounts({ view, scan, accounts }: AppState): boolean {
  const isMany = scan !== null && scan.accounts.length > 0;
  return view === 'scan' && isMany && accounts.into === null && accounts.lines === 'accounts';
}

/** The filter that narrows a table down to the account that is looked into; empty: none is. */
export function accountTerm({ accounts: { into } }: Pick<AppState, 'accounts'>): string {
  return into === null ? '' : `account:${into}`;
}
