import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { NO_AMOUNT } from '../../source/analysis/amounts.ts';
import type { SummaryReport } from '../../source/analysis/summary.ts';
import { summarize } from '../../source/analysis/summary-from-scan-file.ts';
import { AGE_RANGES } from '../../source/model/ages.ts';
import { openForReading } from '../../source/store/scan-file.ts';
import {
  ACCOUNT,
  DAY,
  type ExampleCell,
  type ExampleRow,
  KINDS,
  SCAN_START,
  temporaryFolder,
  writeExampleScan,
} from '../export/example-scan.ts';

const GIB = 1024 ** 3;

function summaryOf(test: TestContext, cells: readonly ExampleCell[]): SummaryReport {
  const database = openForReading(writeExampleScan(temporaryFolder(test), cells));
  try {
    return summarize(database, KINDS);
  } finally {
    database.close();
  }
}

function snapshot(row: ExampleRow): ExampleRow {
  return {
    service: 'EBS',
    source: 'vol-1',
    size: GIB,
    status: 'completed',
    creation_time: SCAN_START - DAY,
    encrypted: true,
    origin: 'manual',
    storage_tier: 'standard',
    source_exists: 'yes',
    ...row,
  };
}

function aged(...days: readonly number[]): readonly ExampleRow[] {
  return days.map((age) => snapshot({ creation_time: SCAN_START - age * DAY }));
}

describe('the summary of a scan file', () => {
  it('counts ages from the start of the scan in ranges that do not overlap, an edge in the younger one', (test) => {
    const second = 1 / 86_400;
    const rows = [
      ...aged(-0.001, 0, 7, 7 + second, 15, 15 + second, 30, 30 + second, 90, 90 + second, 180, 180 + second),
      ...aged(365, 365 + second, 730, 730 + second),
      snapshot({ creation_time: null }),
    ];
    const { ages, countedFrom } = summaryOf(test, [{ region: 'us-east-1', kind: 'ebs-snapshot', rows }]);
    assert.equal(countedFrom, SCAN_START);
    assert.deepEqual(
      ages.map((share) => [share.label, share.count]),
      [
        ...[3, 2, 2, 2, 2, 2, 2, 1].map((count, index) => [AGE_RANGES[index]?.label, count]),
        ['unknown age', 1],
      ],
    );
  });

  it('adds sizes that are known and counts those that are not, also where all are beyond 2^53 together', (test) => {
    const rows = [snapshot({ size: 2 ** 53 }), snapshot({ size: 2 ** 53 }), snapshot({ size: null })];
    const { services } = summaryOf(test, [{ region: 'us-east-1', kind: 'ebs-snapshot', rows }]);
    assert.deepEqual(services, [
      {
        service: 'EBS',
        kind: 'ebs-snapshot',
        count: 3,
        bytes: 2 ** 54,
        unknownSizes: 1,
        oldest: SCAN_START - DAY,
        newest: SCAN_START - DAY,
        byAge: [{ count: 3, bytes: 2 ** 54, unknownSizes: 1 }, ...Array.from({ length: 8 }, () => NO_AMOUNT)],
      },
    ]);
  });

  it('keeps sources of the same name apart by account, region, service and id, largest first', (test) => {
    const database = { source: 'orders', service: 'RDS' };
    const { sources, sourcesLeftOut } = summaryOf(test, [
      {
        region: 'us-east-1',
        kind: 'ebs-snapshot',
        rows: [
          snapshot({ source: 'orders', source_name: 'web' }),
          snapshot({ source: null, origin: 'copy' }),
        ],
      },
      {
        region: 'us-east-1',
        kind: 'rds-snapshot',
        rows: [
          snapshot({ ...database, size: 5 * GIB, source_exists: 'no' }),
          snapshot({ ...database, service: 'Aurora', size: null }),
        ],
      },
      {
        region: 'eu-west-1',
        kind: 'rds-snapshot',
        rows: [
          snapshot({ ...database, size: 3 * GIB }),
          snapshot({ ...database, size: GIB, origin: 'automated', creation_time: SCAN_START - 20 * DAY }),
        ],
      },
    ]);
    assert.deepEqual(
      sources.map((line) => [line.region, line.service, line.source, line.count, line.bytes, line.types]),
      [
        ['us-east-1', 'RDS', 'orders', 1, 5 * GIB, ['manual']],
        ['eu-west-1', 'RDS', 'orders', 2, 4 * GIB, ['automated', 'manual']],
        ['us-east-1', 'EBS', 'orders', 1, GIB, ['manual']],
        ['us-east-1', 'EBS', null, 1, GIB, ['copy']],
        ['us-east-1', 'Aurora', 'orders', 1, 0, ['manual']],
      ],
    );
    assert.equal(sourcesLeftOut, undefined);
    assert.deepEqual(
      sources.map((line) => [line.account, line.sourceName, line.sourceExists]),
      [
        [ACCOUNT, null, 'no'],
        [ACCOUNT, null, 'yes'],
        [ACCOUNT, 'web', 'yes'],
        [ACCOUNT, null, 'unknown'],
        [ACCOUNT, null, 'yes'],
      ],
    );
    assert.deepEqual(
      sources[1]?.byAge.map(({ count, bytes }) => [count, bytes]),
      [
        [1, 3 * GIB],
        [0, 0],
        [1, GIB],
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    );
  });

  it('never merges copies without a source with each other across regions or services', (test) => {
    const copies = [snapshot({ source: null }), snapshot({ source: null })];
    const { sources } = summaryOf(test, [
      { region: 'us-east-1', kind: 'ebs-snapshot', rows: copies },
      { region: 'eu-west-1', kind: 'ebs-snapshot', rows: copies },
    ]);
    assert.deepEqual(
      sources.map(({ region, source, count }) => [region, source, count]),
      [
        ['us-east-1', null, 2],
        ['eu-west-1', null, 2],
      ],
    );
  });

  it('lists 20,000 sources and says how many more there are', (test) => {
    const rows = Array.from({ length: 20_050 }, (_, index) =>
      snapshot({ source: `vol-${index}`, size: index }),
    );
    const { sources, sourcesLeftOut } = summaryOf(test, [
      { region: 'us-east-1', kind: 'ebs-snapshot', rows },
    ]);
    assert.equal(sources.length, 20_000);
    assert.equal(sourcesLeftOut, 50);
    assert.deepEqual([sources[0]?.source, sources.at(-1)?.source], ['vol-20049', 'vol-50']);
  });

  it('shares out by status, encryption, origin and tier, the unknown under its own name', (test) => {
    const rows = [
      snapshot({}),
      snapshot({ status: 'pending', encrypted: false, origin: 'AMI', storage_tier: 'archive' }),
      snapshot({ encrypted: null, origin: null, storage_tier: null }),
    ];
    const report = summaryOf(test, [{ region: 'us-east-1', kind: 'ebs-snapshot', rows }]);
    const counted = (shares: SummaryReport['byStatus']) =>
      shares.map(({ label, value, count }) => [label, value, count]);
    assert.deepEqual(counted(report.byStatus), [
      ['completed', 'completed', 2],
      ['pending', 'pending', 1],
    ]);
    assert.deepEqual(counted(report.byEncryption), [
      ['encrypted', 'yes', 1],
      ['not encrypted', 'no', 1],
      ['unknown', null, 1],
    ]);
    assert.deepEqual(counted(report.byOrigin), [
      ['AMI', 'AMI', 1],
      ['manual', 'manual', 1],
      ['unknown', null, 1],
    ]);
    assert.deepEqual(counted(report.byTier), [
      ['archive', 'archive', 1],
      ['standard', 'standard', 1],
      ['unknown', null, 1],
    ]);
  });

  it('says of each share how much of it each tab has', (test) => {
    const report = summaryOf(test, [
      { region: 'us-east-1', kind: 'ebs-snapshot', rows: [snapshot({}), snapshot({ size: null })] },
      { region: 'us-east-1', kind: 'rds-snapshot', rows: [snapshot({ service: 'RDS' })] },
    ]);
    const byTab = [
      { tab: 'ebs', count: 2, bytes: GIB, unknownSizes: 1 },
      { tab: 'rds', count: 1, bytes: GIB, unknownSizes: 0 },
    ];
    assert.deepEqual(
      report.byOrigin.map((share) => share.byTab),
      [byTab],
    );
    assert.deepEqual(
      report.ages.map((share) => share.byTab),
      [byTab, [], [], [], [], [], [], [], []],
    );
  });

  it('does not count a task whose schedule is disabled as scheduled', (test) => {
    const { datasync } = summaryOf(test, [
      {
        region: 'us-east-1',
        kind: 'datasync-task',
        rows: [
          { status: 'AVAILABLE', schedule: 'rate(1 day)', schedule_status: 'ENABLED' },
          { status: 'AVAILABLE', schedule: 'rate(1 day)' },
          { status: 'RUNNING', schedule: 'rate(1 day)', schedule_status: 'DISABLED' },
          { status: 'AVAILABLE' },
        ],
      },
    ]);
    assert.deepEqual([datasync.tasks, datasync.tasksScheduled, datasync.tasksScheduleDisabled], [4, 2, 1]);
    assert.deepEqual(
      datasync.tasksByStatus.map(({ label, count }) => [label, count]),
      [
        ['AVAILABLE', 3],
        ['RUNNING', 1],
      ],
    );
  });

  it('counts executions by status and the bytes of each UTC day of the window', (test) => {
    const { datasync } = summaryOf(test, [
      {
        region: 'us-east-1',
        kind: 'datasync-execution',
        rows: [
          { status: 'SUCCESS', bytes_transferred: 10, launch_time: Date.UTC(2026, 10, 20, 0, 0, 0) },
          { status: 'SUCCESS', bytes_transferred: 5, start_time: Date.UTC(2026, 10, 20, 23, 59, 59) },
          { status: 'ERROR', bytes_transferred: 1, launch_time: Date.UTC(2026, 10, 18, 13) },
          { status: 'TRANSFERRING', bytes_transferred: null, launch_time: SCAN_START },
          { status: 'QUEUED', bytes_transferred: 100 },
        ],
      },
    ]);
    assert.equal(datasync.executionDays, 3);
    assert.equal(datasync.executions, 5);
    assert.equal(datasync.executionsInProgress, 2);
    assert.deepEqual(datasync.executionsByStatus[0], {
      label: 'SUCCESS',
      value: 'SUCCESS',
      count: 2,
      bytes: 15,
      unknownSizes: 0,
    });
    assert.deepEqual(datasync.bytesByDay, [
      { day: '2026-11-18', bytes: 1 },
      { day: '2026-11-19', bytes: 0 },
      { day: '2026-11-20', bytes: 15 },
      { day: '2026-11-21', bytes: 0 },
    ]);
  });

  it('lists services by kind, then by name, each with its oldest and newest snapshot as far as they are known', (test) => {
    const day = (days: number, row: ExampleRow = {}) =>
      snapshot({ service: 'RDS', creation_time: SCAN_START - days * DAY, ...row });
    const { services } = summaryOf(test, [
      {
        region: 'us-east-1',
        kind: 'rds-snapshot',
        rows: [
          day(3),
          day(9),
          day(1),
          day(5, { status: 'pending' }),
          day(7, { status: 'failed' }),
          day(0, { creation_time: null, status: 'other' }),
          day(2, { service: 'DocumentDB' }),
          day(2, { service: 'Aurora' }),
        ],
      },
      { region: 'us-east-1', kind: 'ebs-snapshot', rows: [snapshot({ service: null, creation_time: null })] },
    ]);
    assert.deepEqual(
      services.map(({ kind, service, count, oldest, newest }) => [kind, service, count, oldest, newest]),
      [
        ['ebs-snapshot', 'EBS', 1, null, null],
        ['rds-snapshot', 'Aurora', 1, SCAN_START - 2 * DAY, SCAN_START - 2 * DAY],
        ['rds-snapshot', 'DocumentDB', 1, SCAN_START - 2 * DAY, SCAN_START - 2 * DAY],
        ['rds-snapshot', 'RDS', 6, SCAN_START - 9 * DAY, SCAN_START - DAY],
      ],
    );
  });

  it('tells of the oldest and newest in whatever order their rows come', (test) => {
    for (const order of [
      [1, 2, 3],
      [3, 2, 1],
      [2, 1, 3],
    ]) {
      const apart = order.map((days, index) =>
        snapshot({ creation_time: SCAN_START - days * DAY, status: `s${index}` }),
      );
      for (const rows of [aged(...order), apart]) {
        const { services } = summaryOf(test, [{ region: 'us-east-1', kind: 'ebs-snapshot', rows }]);
        assert.deepEqual(
          services.map(({ oldest, newest }) => [oldest, newest]),
          [[SCAN_START - 3 * DAY, SCAN_START - DAY]],
        );
      }
    }
  });

  it('names every kind that was scanned, those without rows too', (test) => {
    const report = summaryOf(test, [{ region: 'us-east-1', kind: 'ebs-snapshot', rows: aged(1, 2) }]);
    assert.deepEqual(report.kinds, [
      { kind: 'datasync-task', rows: 0 },
      { kind: 'datasync-execution', rows: 0 },
      { kind: 'ebs-snapshot', rows: 2 },
      { kind: 'rds-snapshot', rows: 0 },
    ]);
  });

  it('names kinds in the order of the registry, and those of another version last', (test) => {
    const folder = temporaryFolder(test);
    const scanFile = writeExampleScan(folder, [
      { region: 'us-east-1', kind: 'rds-snapshot', rows: [snapshot({ service: 'RDS' })] },
      { region: 'us-east-1', kind: 'datasync-task', rows: [{ status: 'AVAILABLE' }] },
    ]);
    const database = openForReading(scanFile);
    const known = KINDS.filter(({ id }) => id !== 'datasync-execution');
    try {
      assert.deepEqual(summarize(database, known.toReversed()).kinds, [
        { kind: 'rds-snapshot', rows: 1 },
        { kind: 'ebs-snapshot', rows: 0 },
        { kind: 'datasync-task', rows: 1 },
        { kind: 'datasync-execution', rows: 0 },
      ]);
    } finally {
      database.close();
    }
  });
});
