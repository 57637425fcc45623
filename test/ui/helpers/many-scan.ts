/** Scans of many accounts, as the app is told of them. */
import type { AccountTotal } from '../../../source/analysis/summary.ts';
import type { AccountState } from '../../../source/model/account.ts';
import type { CellState, ScanState } from '../../../source/model/cell.ts';
import { CellSums, summedCell } from '../../../source/model/cell-sums.ts';
import { fakeScan, finishedScan, midScan, SCAN_START } from './fake-scan.ts';

const DENIED = (id: string) => ({
  code: 'AccessDenied',
  message: `arn:aws:iam::${id}:role/Audit cannot be assumed (AccessDenied)`,
});

const account = (
  id: string,
  name: string | null,
  ou: string,
  change: Partial<AccountState>,
): AccountState => ({
  ...{ id, name, ou, state: 'ACTIVE', entry: 'role Audit', phase: 'queued', error: null },
  ...{ regions: [], startedAt: null, endedAt: null, kinds: [] },
  ...change,
});

/** Accounts with these cells, and others that have none. */
function withAccounts(
  base: ScanState,
  cellsOf: Readonly<Record<string, readonly CellState[]>>,
  accounts: readonly AccountState[],
  state: Partial<ScanState>,
): ScanState {
  const sums = new CellSums();
  const all = Object.entries(cellsOf).flatMap(([id, cells]) =>
    cells.map((cell) => ({ ...cell, account: id })),
  );
  for (const cell of all) sums.change(null, cell);
  return {
    ...base,
    regionsOff: [],
    cells: base.regions.flatMap((region, place) =>
      sums.ofRegion(region).map((sum, kind) => summedCell(place * 100 + kind, region, 'aws', sum)),
    ),
    accounts: accounts.map((one) => ({ ...one, kinds: sums.ofAccount(one.id) })),
    problems: all.filter(({ phase }) =>
      ['denied', 'partial', 'failed', 'throttled', 'stopped'].includes(phase),
    ),
    ...state,
  };
}

const REGIONS = fakeScan().regions;
const done = (seconds: number): Partial<AccountState> => ({
  ...{ phase: 'done', regions: REGIONS, startedAt: SCAN_START + 200, endedAt: SCAN_START + seconds * 1000 },
});

/** Five accounts, of which two have ended, one cannot be entered and one is closed. */
export function midManyScan(state: Partial<ScanState> = {}): ScanState {
  const mid = midScan();
  return withAccounts(
    mid,
    { '123456789012': finishedScan().cells, '000000000042': mid.cells },
    [
      account('123456789012', 'acme', '', { entry: 'own credentials', ...done(2), phase: 'partial' }),
      account('000000000042', 'pay-prod', 'Workloads/Prod', {
        ...{ phase: 'running', regions: REGIONS, startedAt: SCAN_START + 300 },
      }),
      account('700000001111', 'data-dev', 'Workloads/Dev', {
        ...{
          phase: 'denied',
          error: DENIED('700000001111'),
          startedAt: SCAN_START,
          endedAt: SCAN_START + 100,
        },
      }),
      account('700000002222', 'ml-prod', 'Workloads/Prod', {}),
      account('700000003333', 'old-shop', 'Suspended', {
        ...{ state: 'SUSPENDED', entry: '-', phase: 'skipped', startedAt: SCAN_START, endedAt: SCAN_START },
        error: { code: 'NotActive', message: 'the account is suspended' },
      }),
    ],
    state,
  );
}

/** Thirty accounts that have ended, two of which could not be entered for the same reason. */
export function finishedManyScan(state: Partial<ScanState> = {}): ScanState {
  const base = finishedScan();
  const ids = Array.from({ length: 30 }, (_, index) => `7000000${String(index).padStart(5, '0')}`);
  const refused = new Set(ids.slice(3, 5));
  const cellsOf = Object.fromEntries(
    ids
      .filter((id) => !refused.has(id))
      .map((id, index) => [id, index % 3 === 0 ? base.cells : fakeScan().cells]),
  );
  return withAccounts(
    base,
    cellsOf,
    ids.map((id, index) =>
      account(id, index === 7 ? null : `app-${index}`, index % 2 === 0 ? 'Workloads/Prod' : 'Sandbox', {
        ...done(1 + index / 10),
        ...(refused.has(id)
          ? { phase: 'denied' as const, error: DENIED(id), regions: [] }
          : (cellsOf[id] ?? []).some(({ phase }) => phase === 'denied')
            ? { phase: 'partial' as const }
            : {}),
      }),
    ),
    state,
  );
}

/** What the accounts of a scan come to that were read: each costs more than the one before it. */
export function accountTotalsOf({ accounts }: ScanState): readonly AccountTotal[] {
  const read = accounts.filter(({ kinds }) => kinds.length > 0);
  return read.map(({ id, name, kinds }, index) => {
    const rows = kinds.reduce((sum, kind) => sum + kind.rows, 0);
    const cost = { count: rows, low: rows === 0 ? 0 : index, high: rows === 0 ? 0 : 100 * index + 0.5 };
    return {
      ...{ account: id, name, rows, findings: index % 4 },
      snapshots: { count: rows, bytes: index * 2 ** 40, unknownSizes: index === 6 ? 1 : 0 },
      cost: { ...cost, withoutLow: 0, withoutHigh: index === 9 ? 1 : 0 },
    };
  });
}
