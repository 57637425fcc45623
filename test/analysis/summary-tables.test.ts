import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amountValues } from '../../source/analysis/amount-columns.ts';
import { NO_AMOUNT } from '../../source/analysis/amounts.ts';
import type { Share, SummaryReport } from '../../source/analysis/summary.ts';
import type { SummaryTable } from '../../source/analysis/summary-table.ts';
import { summaryTables } from '../../source/analysis/summary-tables.ts';
import { finding, GIB, noCost, ONE, REPORT, TWO } from './example-report.ts';

function table(report: SummaryReport, title: string): SummaryTable {
  const found = summaryTables(report).find((one) => one.title === title);
  assert.ok(found !== undefined, title);
  return found;
}

function titles(report: SummaryReport): readonly string[] {
  return summaryTables(report).map(({ title }) => title);
}

function share(value: string | null, count: number, label = value ?? 'unknown'): Share {
  return { label, value, ...NO_AMOUNT, count };
}

const OF_SNAPSHOTS = [
  'Snapshots by service',
  'Snapshots by age',
  'Snapshots by service and age',
  'Snapshots by status',
  'Snapshots by encryption',
  'Snapshots by origin',
  'Snapshots by storage tier',
];

const CANDIDATES = 'Candidates for deletion';
const OF_COSTS = ['service', 'region', 'owner'].map((by) => `Cost a month by ${by} (USD)`);

test('there is a table for everything that was scanned, in one order', () => {
  assert.deepEqual(titles(REPORT), [
    'Resources found',
    'DataSync',
    'DataSync bytes moved by day',
    ...OF_SNAPSHOTS,
    ...OF_COSTS,
    CANDIDATES,
    'Findings',
  ]);
});

test('what was not scanned has no table: snapshots, DataSync, findings, costs, bytes moved', () => {
  const of = (kind: string) => ({ ...REPORT, findings: [], kinds: [{ kind, rows: 1 }] });
  const snapshots = ['Resources found', ...OF_SNAPSHOTS];
  assert.deepEqual(titles(of('ebs-snapshot')), [...snapshots, ...OF_COSTS, CANDIDATES]);
  assert.deepEqual(titles({ ...of('ebs-snapshot'), cost: noCost, candidates: [] }), snapshots);
  assert.deepEqual(titles(of('datasync-task')), [
    'Resources found',
    'DataSync',
    'DataSync bytes moved by day',
  ]);
  const still = { ...REPORT.datasync, bytesByDay: [{ day: '2026-11-21', bytes: 0 }] };
  assert.deepEqual(titles({ ...of('datasync-task'), datasync: still }), ['Resources found', 'DataSync']);
  assert.deepEqual(titles(of('of-tomorrow')), ['Resources found']);
});

test('under a filter kinds that lack a field of it have no totals', () => {
  const kept = (kind: string, lacking: readonly string[]) => ({ kind, found: 3, kept: 2, lacking });
  const under = (...kinds: ReturnType<typeof kept>[]) =>
    titles({ ...REPORT, findings: [], filter: { text: 'size>1GiB', kinds } });
  assert.deepEqual(under(kept('datasync-task', ['size']), kept('ebs-snapshot', [])), [
    'Rows kept by the filter',
    ...OF_SNAPSHOTS,
    ...OF_COSTS,
    CANDIDATES,
  ]);
  assert.deepEqual(under(kept('datasync-task', []), kept('ebs-snapshot', ['x'])), [
    'Rows kept by the filter',
    'DataSync',
    'DataSync bytes moved by day',
  ]);
});

test('kinds are counted by their titles, one of another version by its id', () => {
  const kinds = [
    { kind: 'ebs-snapshot', rows: 7 },
    { kind: 'of-tomorrow', rows: 1 },
  ];
  assert.deepEqual(table({ ...REPORT, kinds }, 'Resources found'), {
    title: 'Resources found',
    columns: [
      { header: 'Kind', type: 'text' },
      { header: 'Count', type: 'integer' },
    ],
    rows: [
      ['EBS snapshots', 7],
      ['of-tomorrow', 1],
    ],
  });
});

test('snapshots by service and age have a line for each range that holds any, unknown ages last', () => {
  const [ebs, instances, clusters] = REPORT.services;
  assert.ok(ebs !== undefined && instances !== undefined && clusters !== undefined);
  const byAge = [TWO, ...Array.from({ length: 7 }, () => NO_AMOUNT), ONE];
  const services = [{ ...ebs, byAge }, { ...instances, byAge: [NO_AMOUNT, ONE] }, clusters];
  assert.deepEqual(table({ ...REPORT, services }, 'Snapshots by service and age'), {
    title: 'Snapshots by service and age',
    columns: [
      { header: 'Service', type: 'text' },
      { header: 'Date Range', type: 'text' },
      { header: 'Count', type: 'integer' },
      { header: 'Size', type: 'bytes' },
      { header: 'Unsized', type: 'integer' },
    ],
    rows: [
      ['EBS', '0-7 days', 2, 3 * GIB, 0],
      ['EBS', 'unknown age', 1, GIB, 0],
      ['RDS instances', '7-15 days', 1, GIB, 0],
      ['RDS clusters', '0-7 days', 1, null, 1],
    ],
  });
});

test('a share has its label, count and size; a storage tier reads as AWS writes it', () => {
  const byTier = [{ label: 'archive', value: 'archive', ...ONE }];
  assert.deepEqual(table({ ...REPORT, byTier }, 'Snapshots by storage tier'), {
    title: 'Snapshots by storage tier',
    columns: [
      { header: 'Storage Tier', type: 'text' },
      { header: 'Count', type: 'integer' },
      { header: 'Size', type: 'bytes' },
      { header: 'Unsized', type: 'integer' },
    ],
    rows: [['archive', 1, GIB, 0]],
  });
});

test('a status that services write each in its way is one line, in small letters', () => {
  const byStatus = [
    share('completed', 5),
    share('available', 4),
    share('COMPLETED', 2),
    { ...share(null, 1), label: 'unknown' },
  ];
  assert.deepEqual(
    table({ ...REPORT, byStatus }, 'Snapshots by status').rows.map(([label, count]) => [label, count]),
    [
      ['completed', 7],
      ['available', 4],
      ['unknown', 1],
    ],
  );
});

test('a size of which nothing is known is unknown, and the size of nothing is nothing', () => {
  assert.deepEqual(amountValues({ count: 2, bytes: 0, unknownSizes: 2 }), [2, null, 2]);
  assert.deepEqual(amountValues({ count: 2, bytes: 5, unknownSizes: 1 }), [2, 5, 1]);
  assert.deepEqual(amountValues(NO_AMOUNT), [0, 0, 0]);
});

test('DataSync counts what the old sheet counted, and every other status and type by its own name', () => {
  const datasync = {
    ...REPORT.datasync,
    tasksByStatus: [share('RUNNING', 4), share(null, 5)],
    locations: 9,
    locationsByType: [share('S3', 6), share(null, 3)],
    agents: 8,
    agentsByStatus: [share('OFFLINE', 2), share('ONLINE', 5), share('CONNECTING', 1)],
    executionDays: 7,
    executions: 10,
    executionsByStatus: [share('SUCCESS', 6), share('ERROR', 3), share('QUEUED', 1)],
    executionsInProgress: 1,
  };
  assert.deepEqual(table({ ...REPORT, datasync }, 'DataSync'), {
    title: 'DataSync',
    columns: [
      { header: 'Metric', type: 'text' },
      { header: 'Count', type: 'integer' },
    ],
    rows: [
      ['Total Tasks', 3],
      ['Tasks AVAILABLE', 0],
      ['Tasks RUNNING', 4],
      ['Tasks unknown', 5],
      ['Tasks with a schedule', 1],
      ['Tasks with a disabled schedule', 1],
      ['Total Locations', 9],
      ['Locations S3', 6],
      ['Locations unknown', 3],
      ['Total Agents', 8],
      ['Agents ONLINE', 5],
      ['Agents OFFLINE', 2],
      ['Agents CONNECTING', 1],
      ['Total Executions (7 days)', 10],
      ['Executions SUCCESS', 6],
      ['Executions ERROR', 3],
      ['Executions in progress', 1],
    ],
  });
});

test('bytes moved have a line for each day on which any were', () => {
  const bytesByDay = [
    { day: '2026-11-19', bytes: 7 },
    { day: '2026-11-20', bytes: 0 },
    { day: '2026-11-21', bytes: 1 },
  ];
  const datasync = { ...REPORT.datasync, bytesByDay };
  assert.deepEqual(table({ ...REPORT, datasync }, 'DataSync bytes moved by day'), {
    title: 'DataSync bytes moved by day',
    columns: [
      { header: 'Day (UTC)', type: 'text' },
      { header: 'Bytes', type: 'bytes' },
    ],
    rows: [
      ['2026-11-19', 7],
      ['2026-11-21', 1],
    ],
  });
});

test('costs by owner say what names an owner, and have a total below several', () => {
  const owner = (value: string | null, high: number, withoutHigh = 0) => ({
    label: value ?? 'no owner',
    value,
    count: 2,
    low: 1,
    high,
    withoutLow: 0,
    withoutHigh,
    byTab: [],
  });
  const of = (...byOwner: ReturnType<typeof owner>[]) =>
    table(
      { ...REPORT, cost: { ...REPORT.cost, ownerTags: ['owner', 'team'], byOwner } },
      'Cost a month by owner (USD)',
    );
  assert.deepEqual(of(owner('data', 5), owner(null, 0, 2)), {
    title: 'Cost a month by owner (USD)',
    columns: [
      { header: 'Owner', type: 'text' },
      { header: 'Count', type: 'integer' },
      { header: 'Low', type: 'money' },
      { header: 'High', type: 'money' },
      { header: 'Without Estimate', type: 'integer' },
    ],
    rows: [
      ['data', 2, 1, 5, 0],
      ['no owner', 2, 1, null, 2],
      ['Total', 3, 1.5, 12.345, 1],
    ],
    notes: ['Owner is the owner tag (owner, team) of a snapshot.'],
  });
  assert.deepEqual(of(owner('data', 5)).rows, [['data', 2, 1, 5, 0]]);
});

test('costs by region have no words of their own', () => {
  const region = table(REPORT, 'Cost a month by region (USD)');
  assert.equal(region.columns[0]?.header, 'Region');
  assert.equal(region.notes, undefined);
});

test('findings are those with rows or with rows that nobody could tell of, and why not, each reason once', () => {
  const findings = [
    finding({ title: 'none' }),
    finding({ title: 'some', severity: 'high', count: 2 }),
    finding({ title: 'one', notChecked: 1, notCheckedReason: 'no sizes' }),
    finding({ title: 'two', notChecked: 1, notCheckedReason: 'no sizes', cellsNotRead: 4 }),
    finding({ title: 'three', notChecked: 1, notCheckedReason: 'no dates' }),
  ];
  assert.deepEqual(table({ ...REPORT, findings }, 'Findings'), {
    title: 'Findings',
    columns: [
      { header: 'Finding', type: 'text' },
      { header: 'Severity', type: 'enum' },
      { header: 'Count', type: 'integer' },
      { header: 'Not Checked', type: 'integer' },
      { header: 'Cells Not Read', type: 'integer' },
    ],
    rows: [
      ['some', 'high', 2, 0, 0],
      ['one', 'low', 0, 1, 0],
      ['two', 'low', 0, 1, 4],
      ['three', 'low', 0, 1, 0],
    ],
    short: [[], [], [2, 3], []],
    notes: ['Not checked: no sizes; no dates.'],
  });
  assert.deepEqual(table({ ...REPORT, findings: findings.slice(0, 2) }, 'Findings').notes, []);
});

test('findings say what their rows cost a month where that is told of one, and unknown is not zero', () => {
  const findings = [
    finding({ title: 'known', count: 2, cost: { count: 2, low: 1, high: 3, withoutLow: 1, withoutHigh: 0 } }),
    finding({
      title: 'unknown',
      count: 1,
      cost: { count: 1, low: 0, high: 0, withoutLow: 1, withoutHigh: 1 },
    }),
    finding({ title: 'not told', count: 4 }),
  ];
  const { columns, rows } = table({ ...REPORT, findings }, 'Findings');
  assert.deepEqual(
    columns.slice(5).map(({ header }) => header),
    ['Low', 'High', 'Without Estimate'],
  );
  assert.deepEqual(
    rows.map((values) => values.slice(5)),
    [
      [1, 3, 0],
      [null, null, 1],
      [null, null, null],
    ],
  );
});

test('candidates say by service what they hold and cost, and what they never are', () => {
  const { rows, columns, notes } = table(REPORT, CANDIDATES);
  assert.deepEqual(
    columns.map(({ header }) => header),
    ['Service', 'Count', 'Size', 'Unsized', 'Low', 'High', 'Without Estimate'],
  );
  assert.deepEqual(rows, [
    ['EBS', 1, GIB, 0, 0, 4.5, 0],
    ['RDS instances', 1, null, 1, null, null, 1],
  ]);
  assert.deepEqual(notes, [
    'None of them is the newest good backup of its source. What was not checked stands in the reasons of each.',
  ]);
});
