import type {
  Amount,
  CostShare,
  CostTotal,
  FindingCount,
  Share,
  SummaryReport,
  TabCost,
} from '../../../source/analysis/summary.ts';
import { AGE_RANGES, UNKNOWN_AGE_LABEL } from '../../../source/model/ages.ts';
import { SCAN_START } from './fake-scan.ts';

const GIB = 2 ** 30;
const TIB = 2 ** 40;
const DAY = 86_400_000;

const none: Amount = { count: 0, bytes: 0, unknownSizes: 0 };

function share(label: string, count: number, bytes = 0, unknownSizes = 0): Share {
  return { label, value: label, count, bytes, unknownSizes };
}

/** A share of snapshots: so many of EBS, and of RDS. */
function snapshots(label: string, ebs: number, bytes = 0, unknownSizes = 0, rds = 0): Share {
  const amounts = [
    { tab: 'ebs', count: ebs, bytes, unknownSizes },
    { tab: 'rds', count: rds, bytes: 0, unknownSizes: 0 },
  ];
  return { ...share(label, ebs + rds, bytes, unknownSizes), byTab: amounts.filter(({ count }) => count > 0) };
}

/** A finding that was looked for in every row. */
function finding(
  id: string,
  title: string,
  severity: FindingCount['severity'],
  tab: string,
  count: number,
  rows: Pick<FindingCount['query'], 'filter' | 'finding'>,
): FindingCount {
  const query = { tab, sort: null, ...rows };
  const notChecked = {
    notChecked: 0,
    notCheckedReason: null,
    notCheckedQuery: { ...query, filter: 'public:?' },
  };
  return { id, title, severity, tab, count, ...notChecked, cellsNotRead: 0, query };
}

/** A sum of costs. */
function bounds(count: number, low: number, high: number, withoutLow = 0, withoutHigh = 0): CostTotal {
  return { count, low, high, withoutLow, withoutHigh };
}

function costShare(label: string, cost: CostTotal): Omit<CostShare, 'byTab'> {
  return { label, value: label, ...cost };
}

function inTab(tab: string, count: number, withoutHigh = 0, withoutSize = 0): TabCost {
  return { tab, count, withoutHigh, withoutSize };
}

const place = { account: '123456789012', region: 'us-east-1', service: 'EBS', tab: 'ebs' };

/** One amount for each range of ages; those that are not named are nothing. */
function byAge(amounts: Readonly<Record<number, Amount>>): readonly Amount[] {
  return Array.from({ length: AGE_RANGES.length + 1 }, (_, index) => amounts[index] ?? none);
}

/** A summary of the finished scan: three services, two sources, and DataSync. */
export function fakeSummary(change: Partial<SummaryReport> = {}): SummaryReport {
  const labels = [...AGE_RANGES.map((range) => range.label), UNKNOWN_AGE_LABEL];
  const counts = [9, 4, 0, 20, 8, 0, 0, 3, 1];
  return {
    countedFrom: SCAN_START,
    kinds: [
      { kind: 'datasync-task', rows: 2 },
      { kind: 'ebs-snapshot', rows: 42 },
      { kind: 'rds-snapshot', rows: 1 },
      { kind: 'rds-cluster-snapshot', rows: 1 },
    ],
    services: [
      {
        service: 'EBS',
        kind: 'ebs-snapshot',
        count: 42,
        bytes: 9 * TIB,
        unknownSizes: 7,
        oldest: SCAN_START - 900 * DAY,
        newest: SCAN_START,
        byAge: byAge({}),
      },
      {
        service: 'RDS',
        kind: 'rds-snapshot',
        count: 1,
        bytes: 100 * GIB,
        unknownSizes: 0,
        oldest: SCAN_START - 12 * DAY,
        newest: SCAN_START - 12 * DAY,
        byAge: byAge({}),
      },
      {
        service: 'Aurora',
        kind: 'rds-cluster-snapshot',
        count: 1,
        bytes: 0,
        unknownSizes: 1,
        oldest: null,
        newest: null,
        byAge: byAge({}),
      },
    ],
    byRegion: [snapshots('us-east-1', 22, 4 * TIB, 3, 2), snapshots('eu-west-1', 20, 5 * TIB, 4)],
    ages: labels.map((label, index) =>
      snapshots(label, counts[index] ?? 0, (counts[index] ?? 0) * 100 * GIB, 0, index === 1 ? 2 : 0),
    ),
    byStatus: [
      snapshots('completed', 40, 9 * TIB),
      snapshots('available', 0, 100 * GIB, 0, 2),
      snapshots('pending', 1, 0, 1),
      snapshots('error', 1, 0, 1),
    ],
    byEncryption: [snapshots('encrypted', 30, 8 * TIB, 0, 1), snapshots('not encrypted', 12, TIB, 0, 1)],
    byOrigin: [snapshots('AMI', 22, 4 * TIB), snapshots('manual', 20, 5 * TIB, 0, 2)],
    byTier: [snapshots('standard', 42, 9 * TIB), { ...snapshots('unknown', 0, 0, 2, 2), value: null }],
    sources: [
      {
        account: '123456789012',
        region: 'us-east-1',
        service: 'EBS',
        source: 'vol-00000000000000002',
        sourceName: null,
        sourceExists: 'no',
        count: 8,
        bytes: 3 * TIB,
        unknownSizes: 0,
        byAge: byAge({
          0: { count: 3, bytes: TIB, unknownSizes: 0 },
          3: { count: 5, bytes: 2 * TIB, unknownSizes: 0 },
        }),
        types: ['manual'],
      },
      {
        account: '123456789012',
        region: 'eu-west-1',
        service: 'EBS',
        source: null,
        sourceName: null,
        sourceExists: 'unknown',
        count: 20,
        bytes: 2 * TIB,
        unknownSizes: 2,
        byAge: byAge({ 8: { count: 20, bytes: 2 * TIB, unknownSizes: 2 } }),
        types: ['copy', 'AMI'],
      },
      {
        account: '123456789012',
        region: 'us-east-1',
        service: 'Aurora',
        source: 'ledger',
        sourceName: 'ledger',
        sourceExists: 'yes',
        count: 1,
        bytes: 0,
        unknownSizes: 1,
        byAge: byAge({ 1: { count: 1, bytes: 0, unknownSizes: 1 } }),
        types: ['manual'],
      },
    ],
    datasync: {
      tasks: 2,
      tasksByStatus: [share('AVAILABLE', 1), share('RUNNING', 1)],
      tasksScheduled: 1,
      tasksScheduleDisabled: 0,
      locations: 1,
      locationsByType: [share('S3', 1)],
      agents: 1,
      agentsByStatus: [share('OFFLINE', 1)],
      executionDays: 30,
      executions: 2,
      executionsByStatus: [share('SUCCESS', 1), share('ERROR', 1)],
      executionsInProgress: 0,
      bytesByDay: [
        { day: '2026-11-19', bytes: 0 },
        { day: '2026-11-20', bytes: 100 * GIB },
        { day: '2026-11-21', bytes: 300 * GIB },
      ],
    },
    findings: [
      finding('ebs-failed', 'EBS snapshots that failed', 'high', 'ebs', 1, { filter: 'status:error' }),
      {
        ...finding('ebs-public', 'EBS snapshots that are public', 'high', 'ebs', 0, { filter: 'public:yes' }),
        notChecked: 42,
        notCheckedReason: 'not checked without --attributes, or it could not be read',
      },
      {
        ...finding('task-last-run-failed', 'DataSync tasks whose last run failed', 'high', 'tasks', 1, {
          finding: 'task-last-run-failed',
        }),
        cellsNotRead: 1,
      },
      finding('ebs-unencrypted', 'EBS snapshots that are not encrypted', 'medium', 'ebs', 14, {
        filter: 'encrypted:no',
      }),
      {
        ...finding(
          'ebs-plan-gone',
          'EBS snapshots made by a backup plan that no longer exists',
          'low',
          'ebs',
          3,
          {
            filter: 'plan_exists:no',
          },
        ),
        cost: bounds(3, 0.5, 12.25, 0, 1),
      },
      finding('location-unused', 'DataSync locations that no task uses', 'low', 'locations', 0, {
        finding: 'location-unused',
      }),
    ],
    candidates: [
      {
        ...{ service: 'EBS', kind: 'ebs-snapshot' },
        amount: { count: 11, bytes: 1.5 * TIB, unknownSizes: 1 },
        cost: bounds(11, 0, 350.5, 0, 1),
      },
      {
        ...{ service: 'RDS', kind: 'rds-snapshot' },
        amount: { count: 1, bytes: 100 * GIB, unknownSizes: 0 },
        cost: bounds(1, 0, 9.5),
      },
    ],
    cost: {
      prices: { date: '2026-11-21', source: 'a price list', regions: ['us-east-1'] },
      ownerTags: ['owner', 'team'],
      total: bounds(44, 12.5, 1460.25, 3, 2),
      byTab: [inTab('ebs', 42, 1), inTab('rds', 2, 1, 1)],
      byService: [
        {
          kind: 'ebs-snapshot',
          ...costShare('EBS', bounds(42, 12.5, 1450.75, 3, 1)),
          byTab: [inTab('ebs', 42, 1)],
        },
        { kind: 'rds-snapshot', ...costShare('RDS instances', bounds(1, 0, 9.5)), byTab: [inTab('rds', 1)] },
        {
          kind: 'rds-cluster-snapshot',
          ...costShare('Aurora', bounds(1, 0, 0, 1, 1)),
          byTab: [inTab('rds', 1, 1, 1)],
        },
      ],
      byRegion: [
        {
          ...costShare('us-east-1', bounds(42, 12.5, 1460.25, 1)),
          byTab: [inTab('ebs', 41), inTab('rds', 1)],
        },
        {
          ...costShare('eu-west-1', bounds(2, 0, 0, 2, 2)),
          byTab: [inTab('ebs', 1, 1), inTab('rds', 1, 1, 1)],
        },
      ],
      byOwner: [
        { ...costShare('web', bounds(30, 12.5, 1300, 1, 1)), byTab: [inTab('ebs', 29, 1), inTab('rds', 1)] },
        {
          ...costShare('no owner tag, or tags not read', bounds(14, 0, 160.25, 2, 1)),
          value: null,
          byTab: [inTab('ebs', 13), inTab('rds', 1, 1, 1)],
        },
      ],
      ownersLeftOut: 0,
      bySource: [
        { ...place, source: 'vol-00000000000000002', ...bounds(8, 12.5, 150) },
        { ...place, region: 'eu-west-1', source: null, ...bounds(20, 0, 100.5, 20, 1) },
      ],
      sourcesLeftOut: 1,
    },
    ...change,
  };
}

/** What the finished scan was a day before: fewer snapshots, less cost, one finding more. */
export function summaryBefore(change: Partial<SummaryReport> = {}): SummaryReport {
  const now = fakeSummary();
  const [ebs, rds] = now.services;
  if (ebs === undefined || rds === undefined) throw new Error('there are two services');
  return {
    ...now,
    kinds: now.kinds.map(({ kind, rows }) => ({ kind, rows: kind === 'ebs-snapshot' ? rows - 12 : rows })),
    services: [
      { ...ebs, count: 30, bytes: 8 * TIB },
      { ...rds, bytes: 200 * GIB },
    ],
    ages: now.ages.map((age, index) => (index === 0 ? { ...age, count: age.count - 5 } : age)),
    findings: now.findings.map((finding, index) =>
      index === 0 ? { ...finding, count: finding.count + 1 } : finding,
    ),
    cost: { ...now.cost, total: { ...now.cost.total, low: now.cost.total.low - 1.5 } },
    datasync: { ...now.datasync, tasks: now.datasync.tasks + 2 },
    ...change,
  };
}
