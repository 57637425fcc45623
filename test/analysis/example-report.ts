import { NO_AMOUNT } from '../../source/analysis/amounts.ts';
import type { CostSummary, FindingCount, SummaryReport } from '../../source/analysis/summary.ts';
import type { CellState } from '../../source/model/cell.ts';
import { ACCOUNT, DAY, SCAN_START } from '../export/example-scan.ts';

/** Nothing to pay for. */
export const noCost: CostSummary = {
  prices: null,
  ownerTags: [],
  total: { count: 0, low: 0, high: 0, withoutLow: 0, withoutHigh: 0 },
  byTab: [],
  byService: [],
  byRegion: [],
  byOwner: [],
  ownersLeftOut: 0,
  bySource: [],
  sourcesLeftOut: 0,
};

export const GIB = 1024 ** 3;
export const ONE = { count: 1, bytes: GIB, unknownSizes: 0 };
const UNSIZED = { count: 1, bytes: 0, unknownSizes: 1 };
/** Two snapshots of 3 GiB together. */
export const TWO = { count: 2, bytes: 3 * GIB, unknownSizes: 0 };

/** A finding without rows, but for what is given. */
export function finding(given: Partial<FindingCount>): FindingCount {
  return {
    id: 'example',
    title: 'An example',
    severity: 'low',
    tab: 'ebs',
    count: 0,
    notChecked: 0,
    notCheckedReason: null,
    cellsNotRead: 0,
    query: { tab: 'ebs', sort: null },
    notCheckedQuery: { tab: 'ebs', sort: null },
    ...given,
  };
}

/** A summary of three tasks and four snapshots, with a bit of everything. */
export const REPORT: SummaryReport = {
  countedFrom: SCAN_START,
  kinds: [
    { kind: 'datasync-task', rows: 3 },
    { kind: 'ebs-snapshot', rows: 2 },
  ],
  services: [
    {
      service: 'EBS',
      kind: 'ebs-snapshot',
      ...TWO,
      oldest: SCAN_START - 9 * DAY,
      newest: SCAN_START,
      byAge: [TWO],
    },
    { service: 'RDS', kind: 'rds-snapshot', ...ONE, oldest: SCAN_START, newest: SCAN_START, byAge: [ONE] },
    {
      service: 'RDS',
      kind: 'rds-cluster-snapshot',
      ...UNSIZED,
      oldest: null,
      newest: null,
      byAge: [UNSIZED],
    },
  ],
  byRegion: [{ label: 'us-east-1', value: 'us-east-1', ...TWO }],
  ages: [
    { label: '0-7 days', value: '0-7 days', ...TWO },
    { label: 'unknown age', value: null, ...NO_AMOUNT },
  ],
  byStatus: [{ label: 'completed', value: 'completed', ...TWO }],
  byEncryption: [{ label: 'encrypted', value: 'yes', ...TWO }],
  byOrigin: [{ label: 'manual', value: 'manual', count: 2, bytes: 0, unknownSizes: 2 }],
  byTier: [],
  sources: [],
  findings: [
    finding({ title: 'EBS snapshots that are public', severity: 'high', count: 3 }),
    finding({ title: 'EBS snapshots that failed', severity: 'high' }),
    finding({
      title: 'EBS snapshots that are shared',
      notChecked: 2,
      notCheckedReason: 'sharing was not asked for (--attributes)',
      cellsNotRead: 1,
    }),
  ],
  cost: {
    ...noCost,
    prices: { date: '2026-01-31', source: 'a contract', regions: ['us-east-1'] },
    total: { count: 3, low: 1.5, high: 12.345, withoutLow: 1, withoutHigh: 1 },
    byTab: [
      { tab: 'ebs', count: 2, withoutHigh: 0, withoutSize: 0 },
      { tab: 'rds', count: 1, withoutHigh: 1, withoutSize: 0 },
    ],
    byService: [
      {
        kind: 'ebs-snapshot',
        label: 'EBS',
        value: 'EBS',
        count: 2,
        low: 1.5,
        high: 12.345,
        withoutLow: 0,
        withoutHigh: 0,
        byTab: [],
      },
      {
        kind: 'rds-snapshot',
        label: 'RDS',
        value: 'RDS',
        count: 1,
        low: 0,
        high: 0,
        withoutLow: 1,
        withoutHigh: 1,
        byTab: [],
      },
    ],
  },
  candidates: [
    {
      ...{ service: 'EBS', kind: 'ebs-snapshot', amount: ONE },
      cost: { count: 1, low: 0, high: 4.5, withoutLow: 0, withoutHigh: 0 },
    },
    {
      ...{ service: 'RDS', kind: 'rds-snapshot', amount: UNSIZED },
      cost: { count: 1, low: 0, high: 0, withoutLow: 1, withoutHigh: 1 },
    },
  ],
  datasync: {
    tasks: 3,
    tasksByStatus: [
      { label: 'AVAILABLE', value: 'AVAILABLE', ...NO_AMOUNT, count: 2 },
      { label: 'RUNNING', value: 'RUNNING', ...NO_AMOUNT, count: 1 },
    ],
    tasksScheduled: 1,
    tasksScheduleDisabled: 1,
    locations: 0,
    locationsByType: [],
    agents: 0,
    agentsByStatus: [],
    executionDays: 30,
    executions: 1,
    executionsByStatus: [{ label: 'ERROR', value: 'ERROR', ...NO_AMOUNT, count: 1 }],
    executionsInProgress: 0,
    bytesByDay: [{ day: '2026-11-21', bytes: 5 }],
  },
};

/** A cell that is done, but for what is given. */
export function cell(kind: string, given: Partial<CellState> = {}): CellState {
  return {
    id: 1,
    account: ACCOUNT,
    partition: 'aws',
    region: 'us-east-1',
    kind,
    phase: 'done',
    rows: 2,
    calls: 1,
    retries: 0,
    read: null,
    startedAt: SCAN_START,
    endedAt: SCAN_START,
    error: null,
    waiting: null,
    ...given,
  };
}
