import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import stringWidth from 'string-width';
import { NO_AMOUNT } from '../../source/analysis/amounts.ts';
import type { CostSummary, FindingCount, SummaryReport } from '../../source/analysis/summary.ts';
import { summaryText } from '../../source/analysis/summary-text.ts';
import type { CellState } from '../../source/model/cell.ts';
import { ACCOUNT, DAY, FACTS, SCAN_START } from '../export/example-scan.ts';

const noCost: CostSummary = {
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

const GIB = 1024 ** 3;
const ONE = { count: 1, bytes: GIB, unknownSizes: 0 };
const UNSIZED = { count: 1, bytes: 0, unknownSizes: 1 };
const TWO = { count: 2, bytes: 3 * GIB, unknownSizes: 0 };

function finding(given: Partial<FindingCount>): FindingCount {
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

const REPORT: SummaryReport = {
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

function cell(kind: string, given: Partial<CellState> = {}): CellState {
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
    startedAt: SCAN_START,
    endedAt: SCAN_START,
    error: null,
    waiting: null,
    ...given,
  };
}

const CELLS = [
  cell('datasync-task'),
  cell('ebs-snapshot', {
    phase: 'partial',
    error: {
      code: 'AccessDeniedException',
      message: 'not authorized to perform ec2:DescribeVolumes because no policy allows it',
      advice: 'add ec2:DescribeVolumes to the role',
    },
  }),
];

describe('the summary as text', () => {
  it('holds who and when, every table, the problems with advice, and the regions that are off', () => {
    assert.equal(
      summaryText(REPORT, FACTS, CELLS, 'auto', 80),
      `PROD 123456789012 · 2 regions · 2026-11-21 12:00:00 UTC · 3.2s
complete, 1 of 2 cells with problems; see Coverage

Resources found
  Kind            Count
  DataSync tasks      3
  EBS snapshots       2

DataSync
  Metric                          Count
  Total Tasks                         3
  Tasks AVAILABLE                     2
  Tasks RUNNING                       1
  Tasks with a schedule               1
  Tasks with a disabled schedule      1
  Total Locations                     0
  Total Agents                        0
  Agents ONLINE                       0
  Agents OFFLINE                      0
  Total Executions (30 days)          1
  Executions SUCCESS                  0
  Executions ERROR                    1
  Executions in progress              0

Snapshots by service
  Service        Count     Size  Unsized  Oldest (UTC)      Newest (UTC)
  EBS                2  3.0 GiB        0  2026-11-12 12:00  2026-11-21 12:00
  RDS instances      1  1.0 GiB        0  2026-11-21 12:00  2026-11-21 12:00
  RDS clusters       1                 1

Snapshots by age
  Date Range   Count     Size  Unsized
  0-7 days         2  3.0 GiB        0
  unknown age      0      0 B        0

Snapshots by status
  Status     Count     Size  Unsized
  completed      2  3.0 GiB        0

Snapshots by encryption
  Encryption  Count     Size  Unsized
  encrypted       2  3.0 GiB        0

Snapshots by origin
  Origin  Count  Size  Unsized
  manual      2              2

Cost a month by service (USD)
  Service  Count    Low    High  Without Estimate
  EBS          2  $1.50  $12.35                 0
  RDS          1                                1
  Total        3  $1.50  $12.35                 1
  Bounds in US dollars a month, not a bill: AWS charges for what each snapshot
  adds to the others of its source, which it does not tell. Low counts each
  source once, high counts every snapshot whole.
  RDS keeps backups free up to the storage of its databases, so their low bound
  is 0.
  Prices of 2026-01-31 (a contract); known for us-east-1. What has no price or
  size is unknown, not zero, and in no sum.
  Cost known for 2 of 3 snapshots: 1 without a price. snapdeck prices prints the
  price list to fill in; scan again with --prices FILE.

Findings
  Finding                        Severity  Count  Not Checked  Cells Not Read
  EBS snapshots that are public  high          3            0               0
  EBS snapshots that are shared  low           0            2               1
  Not checked: sharing was not asked for (--attributes).

Coverage: 1 of 2 cells with problems
  partial us-east-1 EBS snapshots, 2 rows kept
    AccessDeniedException: not authorized to perform ec2:DescribeVolumes because
    no policy allows it
    add ec2:DescribeVolumes to the role

1 region not enabled for this account: af-south-1
`,
    );
  });

  it('keeps to the width that it is given, wide characters counted as they are shown', () => {
    const wide = { ...FACTS, regionsOff: Array.from({ length: 17 }, (_, index) => `region-${index}`) };
    const report = { ...REPORT, byStatus: [{ label: '日本'.repeat(40), value: 'x', ...TWO }] };
    for (const width of [80, 100, 120]) {
      const lines = summaryText(report, wide, CELLS, 'auto', width).split('\n');
      assert.deepEqual(
        lines.filter((line) => stringWidth(line) > width),
        [],
      );
    }
  });

  it('says that a scan was stopped before its end', () => {
    const cells = [cell('ebs-snapshot'), cell('rds-snapshot', { phase: 'stopped' })];
    const [, second] = summaryText(REPORT, FACTS, cells, 'auto', 80).split('\n');
    assert.equal(second, 'PARTIAL: 1 of 2 cells were not finished, so rows may be missing; see Coverage');
  });
});
