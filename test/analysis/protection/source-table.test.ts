import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import type { Protection } from '../../../source/analysis/protection/judge.ts';
import { fillSources } from '../../../source/analysis/protection/source-table.ts';
import { findKind } from '../../../source/kinds/registry.ts';
import type { Outcome } from '../../../source/model/cell.ts';
import type { Value } from '../../../source/model/columns.ts';
import { openForReading, openForWriting } from '../../../source/store/scan-file.ts';
import type { SqlRow } from '../../../source/store/sqlite.ts';
import type { CellSources } from '../../../source/store/stored-sources.ts';
import { temporaryFolder } from '../../export/example-scan.ts';
import {
  type MadeCell,
  type MadeScan,
  madeAccount,
  madeSource,
  madeSources,
  makeScanFile,
  SCAN_START,
} from '../../helpers/scan-files.ts';

const HOUR = 3_600_000;
const ago = (hours: number): number => SCAN_START - hours * HOUR;

/** The table of sources of a made scan, by its columns. */
function sourcesOf(test: TestContext, scan: MadeScan): readonly SqlRow[] {
  return sourcesIn(path.join(temporaryFolder(test), 'scan.snapdeck'), scan);
}

function sourcesIn(file: string, scan: MadeScan): readonly SqlRow[] {
  makeScanFile(file, scan);
  const sources = readSources(file);
  // What the file keeps of backups is what their rows come to.
  forgetKept(file);
  assert.deepEqual(readSources(file), sources);
  return sources;
}

function readSources(file: string): readonly SqlRow[] {
  const database = openForReading(file);
  try {
    fillSources(database);
    return database.prepare('SELECT * FROM sources ORDER BY row').all();
  } finally {
    database.close();
  }
}

function forgetKept(file: string): void {
  const database = openForWriting(file);
  database.exec('UPDATE source_listing SET kept = 0; DROP TABLE source_backup');
  database.close();
}

type Row = Readonly<Record<string, Value>>;

/** Of each kind: its source as rows name it and as it is listed, and what is a good and a bad status. */
const KINDS = {
  'ebs-snapshot': {
    id: 'source',
    key: 'vol-1',
    service: 'EBS',
    good: 'completed',
    bad: ['error', 'pending'],
  },
  'rds-snapshot': {
    ...{ id: 'source_resource_id', key: 'db-1', service: 'RDS', good: 'available' },
    bad: ['failed', 'creating'],
  },
  'rds-cluster-snapshot': {
    ...{ id: 'source_resource_id', key: 'cluster-1', service: 'Aurora', good: 'available' },
    bad: ['failed', 'copying'],
  },
  'efs-recovery-point': {
    ...{ id: 'source_arn', service: 'EFS', good: 'COMPLETED', bad: ['PARTIAL', 'EXPIRED', 'CREATING'] },
    key: 'arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-1',
  },
  'fsx-backup': {
    ...{ id: 'source_arn', service: 'FSx', good: 'AVAILABLE', bad: ['FAILED', 'CREATING'] },
    key: 'arn:aws:fsx:us-east-1:123456789012:file-system/fs-1',
  },
  'dynamodb-backup': {
    ...{ id: 'table_arn', service: 'DynamoDB', good: 'AVAILABLE', bad: ['CREATING', 'DELETED'] },
    key: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
  },
  'redshift-snapshot': {
    ...{ id: 'source', key: 'warehouse', service: 'Redshift', good: 'available' },
    bad: ['failed', 'creating'],
  },
  'elasticache-snapshot': {
    ...{ id: 'source', key: 'sessions', service: 'ElastiCache', good: 'available' },
    bad: ['creating', 'deleting'],
  },
  'elasticache-serverless-snapshot': {
    ...{ id: 'source', key: 'rates', service: 'ElastiCache', good: 'available' },
    bad: ['creating', 'copying'],
  },
  'memorydb-snapshot': {
    ...{ id: 'source', key: 'stock', service: 'MemoryDB', good: 'available' },
    bad: ['creating', 'deleting'],
  },
} as const;
type Kind = keyof typeof KINDS;
const KIND_IDS = Object.keys(KINDS) as readonly Kind[];

function backup(kind: Kind, hours: number | null, given: Row = {}): Row {
  const { id, key, service, good } = KINDS[kind];
  return {
    ...{ key: `backup ${hours}`, [id]: key, service, status: good, snapshot_id: `backup ${hours}` },
    ...{
      creation_time: hours === null ? null : ago(hours),
      size: 1024,
      origin: 'manual',
      source_exists: 'yes',
    },
    ...given,
  };
}

function cellOf(
  kind: Kind,
  outcome: Outcome | null,
  rows: readonly Row[],
  found?: Partial<CellSources>,
): MadeCell {
  const { key, service } = KINDS[kind];
  const error = { code: 'AccessDenied', message: 'not for you' };
  return {
    ...{
      region: 'us-east-1',
      kind,
      outcome,
      rows,
      found: madeSources([madeSource(key, { service })], found),
    },
    ...(outcome === 'done' || outcome === 'empty' ? {} : { error }),
  };
}

/** Cells that have to be read, too, so that all backups of a source are known. */
function vaultsOf(kind: Kind): readonly MadeCell[] {
  return kind === 'dynamodb-backup' ? [vaults('empty')] : [];
}

function vaults(outcome: Outcome, ...rows: readonly Row[]): MadeCell {
  return {
    ...{ region: 'us-east-1', kind: 'backup-recovery-point', outcome, rows, found: madeSources([]) },
    ...(outcome === 'denied' ? { error: { code: 'AccessDenied', message: 'not for you' } } : {}),
  };
}

/** How a cell was read, and whether its backups are all known. */
const READ: readonly (readonly [string, Outcome, Partial<CellSources>, boolean])[] = [
  ['read', 'done', {}, true],
  ['read but for a join', 'partial', {}, true],
  ['read but for some rows', 'partial', { lacking: 'vault finance: denied' }, false],
  ['denied', 'denied', {}, false],
  ['throttled', 'throttled', {}, false],
  ['failed', 'failed', {}, false],
  ['skipped, as the region is off', 'skipped', {}, false],
  ['stopped', 'stopped', {}, false],
];

/** What was found, and how that is judged where all backups are known, and where not. */
const FOUND: readonly (readonly [string, (kind: Kind) => readonly Row[], Protection, Protection])[] = [
  ['no backup', () => [], 'unprotected', 'unknown'],
  ['one of today', (kind) => [backup(kind, 2)], 'protected', 'protected'],
  ['one of last week', (kind) => [backup(kind, 170)], 'late', 'unknown'],
  [
    'one of today among old ones',
    (kind) => [170, 2, 400].map((hours) => backup(kind, hours)),
    'protected',
    'protected',
  ],
  ['one of an unknown time', (kind) => [backup(kind, null, { problem: 'no time' })], 'unknown', 'unknown'],
  ['one of an unknown status', (kind) => [backup(kind, 2, { status: null })], 'unknown', 'unknown'],
  [
    'failed ones of today only',
    (kind) => KINDS[kind].bad.map((status, index) => backup(kind, 2 + index, { status })),
    'unprotected',
    'unknown',
  ],
];

describe('the protection of a source', () => {
  for (const kind of KIND_IDS) {
    for (const [read, outcome, found, isWhole] of READ) {
      it(`whose ${findKind(kind)?.title} were ${read} is judged by what was found`, (test) => {
        for (const [what, rows, whenWhole, whenNot] of FOUND) {
          const cells = [cellOf(kind, outcome, rows(kind), found), ...vaultsOf(kind)];
          const [source] = sourcesOf(test, { cells });
          assert.equal(source?.protection, isWhole ? whenWhole : whenNot, `${what}: ${source?.reason}`);
        }
      });
    }

    it(`of a kind that is off (${kind}) is not told at all`, (test) => {
      const other = KIND_IDS.find((id) => id !== kind) ?? kind;
      const sources = sourcesOf(test, { cells: [cellOf(other, 'done', [])] });
      assert.deepEqual(
        sources.map(({ service }) => service),
        [KINDS[other].service],
      );
    });
  }

  it('is not known while its backups are being read, but for what was found already', (test) => {
    const running = (...rows: readonly Row[]): MadeCell => ({
      ...{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: null, rows },
    });
    const judgedOf = (cell: MadeCell) =>
      sourcesOf(test, { cells: [cell] }).map(({ protection, reason }) => [protection, reason]);
    assert.deepEqual(judgedOf(running()), []);
    assert.deepEqual(judgedOf(running(backup('ebs-snapshot', 90))), [
      ['unknown', 'EBS snapshots of us-east-1: not read yet'],
    ]);
    const [[protection] = []] = judgedOf(running(backup('ebs-snapshot', 2)));
    assert.equal(protection, 'protected');
  });

  it('names the cell that was not read', (test) => {
    const [source] = sourcesOf(test, {
      cells: [cellOf('efs-recovery-point', 'partial', [], { lacking: 'vault finance: denied' })],
    });
    assert.equal(source?.reason, 'EFS recovery points of us-east-1: vault finance: denied');
    assert.deepEqual([source?.backups, source?.backup_size], [null, null]);
  });

  it('is not told to be missing where older or newer backups were not asked for', (test) => {
    const cells = [cellOf('ebs-snapshot', 'done', [])];
    for (const options of [{ since: '2026-11-01' }, { until: '2026-11-01' }]) {
      const [source] = sourcesOf(test, { cells, facts: { options } });
      assert.equal(source?.protection, 'unknown');
    }
  });

  it('is not told to be missing where rows cannot be read that may be its backups', (test) => {
    const unreadable = { key: 'snap-1', problem: 'VolumeId cannot be read', status: 'completed' };
    const [source] = sourcesOf(test, { cells: [cellOf('ebs-snapshot', 'partial', [unreadable])] });
    assert.equal(source?.protection, 'unknown');
    assert.equal(source?.reason, 'EBS snapshots of us-east-1: some of them cannot be read');
  });

  for (const kind of ['ebs-snapshot', 'rds-snapshot', 'rds-cluster-snapshot'] as const)
    it(`is not given by ${findKind(kind)?.title} whose recovery point has expired or is partial`, (test) => {
      const judged = (status: string | null): unknown => {
        const rows = [backup(kind, 2, { recovery_point_status: status }), backup(kind, 170)];
        const [source] = sourcesOf(test, { cells: [cellOf(kind, 'done', rows)] });
        return [source?.protection, source?.backups];
      };
      for (const status of ['EXPIRED', 'PARTIAL']) assert.deepEqual(judged(status), ['late', 1], status);
      for (const status of ['COMPLETED', 'none', 'not checked', null])
        assert.deepEqual(judged(status), ['protected', 2], String(status));
    });

  it('is missing where the only recovery point has expired, and says that it has a bad one', (test) => {
    const rows = [backup('ebs-snapshot', 2, { recovery_point_status: 'EXPIRED' })];
    const [source] = sourcesOf(test, { cells: [cellOf('ebs-snapshot', 'done', rows)] });
    assert.equal(source?.protection, 'unprotected');
    assert.match(String(source.reason), /^none of its 1 among .* is a good one$/);
  });

  it('is not given by an EBS snapshot of an AMI of several disks whose others are not all there', (test) => {
    const judged = (...rows: readonly Row[]): readonly unknown[] => {
      const [source] = sourcesOf(test, { cells: [cellOf('ebs-snapshot', 'done', rows)] });
      return [source?.protection, source?.backups, source?.reason];
    };
    const ofSet = (hours: number, set: string | null): Row =>
      backup('ebs-snapshot', hours, { origin: 'AMI', ami_ids: ['ami-1'], ami_set: set });
    for (const set of ['whole', null]) assert.deepEqual(judged(ofSet(2, set)).slice(0, 2), ['protected', 1]);
    assert.deepEqual(judged(ofSet(2, 'not whole'), backup('ebs-snapshot', 170)).slice(0, 2), ['late', 1]);
    assert.deepEqual(judged(ofSet(2, 'not whole'), backup('ebs-snapshot', 3, { status: 'error' })), [
      ...['unprotected', 0],
      'none of its 2 among EBS snapshots of us-east-1 is a good one: 1 of AMIs of which not every snapshot is there and completed',
    ]);
    const denied = cellOf('ebs-snapshot', 'denied', [ofSet(2, 'not whole')]);
    assert.equal(sourcesOf(test, { cells: [denied] })[0]?.protection, 'unknown');
  });

  it('does not hang on the order in which backups were read', (test) => {
    const rows = [1, 30, 60, 170].map((hours) => backup('ebs-snapshot', hours));
    rows.push(backup('ebs-snapshot', 3, { key: 'failed', status: 'error' }));
    const folder = temporaryFolder(test);
    const scanOf = (all: readonly Row[]): MadeScan => ({ cells: [cellOf('ebs-snapshot', 'done', all)] });
    const expected = sourcesIn(path.join(folder, 'first.snapdeck'), scanOf(rows));
    assert.equal(expected[0]?.newest_backup_id, 'backup 1');
    let file = 0;
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        file += 1;
        assert.deepEqual(sourcesIn(path.join(folder, `${file}.snapdeck`), scanOf(shuffled)), expected);
      }),
      { numRuns: 10 },
    );
  });
});

describe('a source', () => {
  it('that only backups know is gone, and exempt', (test) => {
    const gone = backup('ebs-snapshot', 2, { source: 'vol-gone', source_exists: 'no', key: 'snap-gone' });
    const sources = sourcesOf(test, { cells: [cellOf('ebs-snapshot', 'done', [gone])] });
    assert.deepEqual(
      sources.map(({ key, state, protection, reason }) => [key, state, protection, reason]),
      [
        ['vol-1', 'in-use', 'unprotected', 'no backup of it is among EBS snapshots of us-east-1'],
        ['vol-gone', 'gone', 'exempt', 'gone'],
      ],
    );
  });

  it('of which nobody can tell whether it exists is unknown, however new its backup is', (test) => {
    const found = { sources: [], failure: 'AccessDenied: not for you (ec2:DescribeVolumes)' };
    const rows = [backup('ebs-snapshot', 2, { source_exists: null })];
    const [source] = sourcesOf(test, { cells: [cellOf('ebs-snapshot', 'partial', rows, found)] });
    assert.deepEqual(
      [source?.state, source?.protection, source?.reason],
      [
        'not known',
        'unknown',
        'whether it still exists is not known: AccessDenied: not for you (ec2:DescribeVolumes)',
      ],
    );
  });

  it('of a name that an earlier one had has the backups of its own alone', (test) => {
    for (const kind of ['dynamodb-backup', 'redshift-snapshot'] as const) {
      const rows = [backup(kind, 170), backup(kind, 2, { source_exists: 'no' })];
      const sources = sourcesOf(test, { cells: [cellOf(kind, 'done', rows), ...vaultsOf(kind)] });
      assert.deepEqual(
        sources.map(({ key, state, protection, backups }) => [key, state, protection, backups]),
        [
          [KINDS[kind].key, 'in-use', 'late', 1],
          [KINDS[kind].key, 'gone', 'exempt', 1],
        ],
      );
    }
  });

  it('of which nobody can tell whether backups of its name are its own is unknown, unless one is surely', (test) => {
    const open = backup('redshift-snapshot', 2, { source_exists: 'unknown' });
    const judged = (...rows: readonly Row[]) => {
      const [source] = sourcesOf(test, { cells: [cellOf('redshift-snapshot', 'done', rows)] });
      return [source?.protection, source?.backups, source?.newest_backup];
    };
    assert.deepEqual(judged(open), ['unknown', 0, null]);
    assert.deepEqual(judged(open, backup('redshift-snapshot', 170)), ['unknown', 1, ago(170)]);
    assert.deepEqual(judged(open, backup('redshift-snapshot', 3)), ['protected', 1, ago(3)]);
  });

  it('that AWS backs up in no way is exempt, and one that may be restored in a way that was not asked for unknown', (test) => {
    const judged = (kind: Kind, given: Parameters<typeof madeSource>[1], ...rows: readonly Row[]) => {
      const found = madeSources([madeSource(KINDS[kind].key, given)]);
      const [source] = sourcesOf(test, {
        cells: [{ ...cellOf(kind, 'done', rows), found }, ...vaultsOf(kind)],
      });
      return [source?.protection, source?.reason];
    };
    const exempt = 'ElastiCache makes no snapshots of memcached clusters';
    assert.deepEqual(judged('elasticache-snapshot', { exempt }), ['exempt', exempt]);
    const unasked = 'its point-in-time recovery was not asked for';
    assert.deepEqual(judged('dynamodb-backup', { unasked }), ['unknown', unasked]);
    const [protection] = judged('dynamodb-backup', { unasked }, backup('dynamodb-backup', 2));
    assert.equal(protection, 'protected');
  });

  it('that AWS Backup may keep in its vaults alone is not unprotected before those were read', (test) => {
    const kind = 'dynamodb-backup';
    const judged = (...cells: readonly MadeCell[]) => {
      const [source] = sourcesOf(test, { cells: [cellOf(kind, 'done', []), ...cells] });
      return [source?.protection, source?.reason];
    };
    assert.deepEqual(judged(vaults('empty')), [
      'unprotected',
      'no backup of it is among DynamoDB backups of us-east-1 and its vaults',
    ]);
    assert.deepEqual(judged(vaults('denied')), [
      'unknown',
      'AWS Backup recovery points of us-east-1: denied, AccessDenied: not for you',
    ]);
    assert.deepEqual(judged(), [
      'unknown',
      'whether AWS Backup keeps one in a vault was not asked (--kind backup-recovery-point)',
    ]);
    assert.equal(judged({ ...vaults('empty'), region: 'eu-west-1' })[0], 'unknown');
  });

  it('has the recovery points that AWS Backup alone keeps of it among its backups, wherever its kind lists none', (test) => {
    const kind = 'dynamodb-backup';
    const { key } = KINDS[kind];
    const point = (hours: number, given: Row = {}): Row => ({
      ...{ key: `point ${hours}`, snapshot_id: `point ${hours}`, source_arn: key, status: 'COMPLETED' },
      ...{ creation_time: ago(hours), size: 4096, origin: 'AWS Backup', source_exists: 'unknown' },
      ...{ service: 'AWS Backup', resource_type: 'DynamoDB', source: 'orders', ...given },
    });
    const found = madeSources([madeSource(key, { arn: key, service: 'DynamoDB' })]);
    const judged = (...cells: readonly MadeCell[]) => {
      const own: MadeCell = { ...cellOf(kind, 'done', [backup(kind, 170)]), found };
      const sources = sourcesOf(test, { cells: [own, ...cells] });
      assert.equal(sources.length, 1, 'it is one source');
      const [source] = sources;
      return [source?.protection, source?.backups, source?.newest_backup_id, source?.copy];
    };
    assert.deepEqual(judged(vaults('done', point(2))), ['protected', 2, 'point 2', 'unknown']);
    assert.deepEqual(judged(vaults('done', point(2, { status: 'EXPIRED' }))), [
      'late',
      1,
      'backup 170',
      'unknown',
    ]);
    assert.deepEqual(judged(vaults('done', point(2, { listed_by_service: 'no' }))), [
      ...['late', 1, 'backup 170', 'unknown'],
    ]);
    const central: MadeCell = { ...vaults('done', point(2)), account: '999999999999' };
    assert.deepEqual(judged(vaults('empty'), central), ['late', 1, 'backup 170', 'other account']);
  });

  it('is told of what AWS Backup says of it, which makes it no better', (test) => {
    const kind = 'dynamodb-backup';
    const { key } = KINDS[kind];
    const found = madeSources([madeSource(key, { arn: key, service: 'DynamoDB' })]);
    const said = madeSources([madeSource(key, { arn: key, lastBackup: new Date(ago(2)) })]);
    const own: MadeCell = { ...cellOf(kind, 'done', []), found };
    const [source, ...others] = sourcesOf(test, { cells: [own, { ...vaults('empty'), found: said }] });
    assert.deepEqual(others, []);
    assert.deepEqual([source?.protection, source?.aws_backup_says], ['unprotected', ago(2)]);
    assert.match(
      String(source?.reason),
      /^no backup of it is among .*; AWS Backup says that it backed it up last at 2026-11-21 07:30$/,
    );
  });

  it('that recovery points alone tell of is gone where its kind lists it no more, else not known', (test) => {
    const bucket = 'arn:aws:s3:::labels';
    const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/gone';
    const volume = 'arn:aws:ec2:us-east-1:123456789012:volume/vol-9';
    const points = [bucket, table, volume].map(
      (source_arn): Row => ({
        ...{
          key: source_arn,
          source_arn,
          status: 'COMPLETED',
          creation_time: ago(2),
          source_exists: 'unknown',
        },
        ...{ resource_type: source_arn.split(':')[2] ?? null, size: 4096 },
      }),
    );
    const tables = cellOf('dynamodb-backup', 'empty', [], { sources: [] });
    const sources = sourcesOf(test, { cells: [tables, vaults('done', ...points)] });
    assert.deepEqual(
      sources.map((source) => [
        source.source_key,
        source.service,
        source.region,
        source.protection,
        source.reason,
      ]),
      [
        [table, 'dynamodb', 'us-east-1', 'exempt', 'gone'],
        [
          volume,
          'ec2',
          'us-east-1',
          'unknown',
          'whether it still exists is not known: EBS snapshots were not scanned',
        ],
        [
          bucket,
          's3',
          'us-east-1',
          'unknown',
          'whether it still exists is not known: AWS Backup alone tells of it',
        ],
      ],
    );
  });

  it('in a file of an earlier version is judged by its backups', (test) => {
    const rows = [
      backup('ebs-snapshot', 2),
      backup('ebs-snapshot', 90, { source: 'vol-2' }),
      backup('ebs-snapshot', 90, { source: 'vol-3', source_exists: 'no', key: 'snap-3' }),
    ];
    const sources = sourcesOf(test, {
      cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows }],
    });
    assert.deepEqual(
      sources.map(({ key, protection }) => [key, protection]),
      [
        ['vol-1', 'protected'],
        ['vol-2', 'late'],
        ['vol-3', 'exempt'],
      ],
    );
  });

  it('that is a read replica is exempt, with the protection of its primary as the reason', (test) => {
    const found = madeSources([
      madeSource('db-1', { id: 'orders', service: 'RDS', restorableTo: new Date(ago(0.1)) }),
      madeSource('db-2', { id: 'orders-read', service: 'RDS', replicaOf: 'orders' }),
      madeSource('db-3', { id: 'far', service: 'RDS', replicaOf: 'arn:aws:rds:eu-west-1:123456789012:db:x' }),
    ]);
    const cell: MadeCell = { region: 'us-east-1', kind: 'rds-snapshot', outcome: 'empty', rows: [], found };
    assert.deepEqual(
      sourcesOf(test, { cells: [cell] }).map(({ source_id, protection, reason }) => [
        source_id,
        protection,
        reason,
      ]),
      [
        ['orders', 'protected', 'restorable to 2026-11-21 09:24, 6m 00s before the scan'],
        ['orders-read', 'exempt', 'a read replica of orders, which is protected'],
        [
          'far',
          'exempt',
          'a read replica of arn:aws:rds:eu-west-1:123456789012:db:x, of which nothing was read',
        ],
      ],
    );
  });

  it('says by what it is backed up, how often and how much, and since when', (test) => {
    const rows = [
      backup('ebs-snapshot', 2, { origin: 'DLM' }),
      backup('ebs-snapshot', 30, { origin: 'manual' }),
      backup('ebs-snapshot', 1, { status: 'error', key: 'failed' }),
    ];
    const [source] = sourcesOf(test, { cells: [cellOf('ebs-snapshot', 'done', rows)] });
    assert.deepEqual(
      [
        source?.backed_up_by,
        source?.backups,
        source?.backup_size,
        source?.newest_backup,
        source?.newest_backup_id,
      ],
      ['["DLM","manual"]', 2, 2048, ago(2), 'backup 2'],
    );
  });

  it('is as old as what was copied, not as the copy', (test) => {
    const copy = { source_snapshot: 'arn:aws:rds:us-east-1:123456789012:snapshot:old', key: 'copy' };
    const dated = backup('rds-snapshot', 1, { ...copy, original_creation_time: ago(400) });
    const [known] = sourcesOf(test, { cells: [cellOf('rds-snapshot', 'done', [dated])] });
    assert.deepEqual([known?.protection, known?.newest_backup], ['late', ago(400)]);
    const [unknown] = sourcesOf(test, {
      cells: [cellOf('rds-snapshot', 'done', [backup('rds-snapshot', 1, copy)])],
    });
    assert.deepEqual([unknown?.protection, unknown?.newest_backup], ['unknown', null]);
  });

  it('with a copy in another region or account says so, once it is found; none found is not none', (test) => {
    const { key } = KINDS['efs-recovery-point'];
    const point = backup('efs-recovery-point', 2);
    const there = (region: string, account: string): MadeCell => ({
      ...{ region, account, kind: 'efs-recovery-point', outcome: 'done', found: madeSources([]) },
      rows: [{ ...point, key: 'copied', source_exists: 'unknown' }],
    });
    const own = cellOf('efs-recovery-point', 'done', [point]);
    const copyOf = (...cells: readonly MadeCell[]) =>
      sourcesOf(test, { cells: [own, ...cells] }).map((source) => [source.key, source.copy, source.backups]);
    assert.deepEqual(copyOf(), [[key, 'unknown', 1]]);
    assert.deepEqual(copyOf(there('eu-west-1', '123456789012')), [[key, 'other region', 1]]);
    assert.deepEqual(copyOf(there('us-east-1', '210987654321')), [[key, 'other account', 1]]);
  });

  it('has no copy elsewhere only where every region of every account of the organization was read', (test) => {
    const [account, other] = ['123456789012', '210987654321'];
    const whole = { organization: 'o-1', isWholeOrganization: true, isListed: true } as const;
    const accounts = [madeAccount(account), madeAccount(other)];
    const copyOf = (kind: Kind, given: MadeCell['outcome'], scan: Partial<MadeScan> = {}) => {
      const cells = [
        cellOf(kind, 'done', [backup(kind, 2)]),
        { ...cellOf(kind, given, [], { sources: [] }), account: other },
      ];
      const facts = { options: { regions: ['all'] }, accountsChoice: whole };
      return sourcesOf(test, { cells, accounts, facts, ...scan })[0]?.copy;
    };
    assert.equal(copyOf('efs-recovery-point', 'empty'), 'none');
    assert.equal(copyOf('efs-recovery-point', 'skipped'), 'none');
    assert.equal(copyOf('efs-recovery-point', 'denied'), 'unknown');
    assert.equal(copyOf('ebs-snapshot', 'empty'), 'unknown', 'copies do not name their volume');
    const left = { accounts: [...accounts, madeAccount('333333333333', { phase: 'denied' })] };
    assert.equal(copyOf('efs-recovery-point', 'empty', left), 'unknown');
    for (const facts of [
      { options: { regions: ['eu-*'] }, accountsChoice: whole },
      { options: { regions: ['all'] }, accountsChoice: { ...whole, isWholeOrganization: false } },
      { options: { regions: ['all'] } },
    ])
      assert.equal(copyOf('efs-recovery-point', 'empty', { facts }), 'unknown');
  });

  it('of EBS has a copy elsewhere where EC2 says of one what it was copied from, and that is of it', (test) => {
    const kind = 'ebs-snapshot';
    const copyOf = (source_snapshot: string, given: Partial<MadeCell> = {}, row: Row = {}) => {
      const copy = { source: null, source_snapshot, origin: 'copy', key: 'the copy', ...row };
      const there: MadeCell = {
        ...{ region: 'eu-west-1', kind, outcome: 'done', found: madeSources([]) },
        rows: [backup(kind, 1, copy)],
        ...given,
      };
      const sources = sourcesOf(test, { cells: [cellOf(kind, 'done', [backup(kind, 2)]), there] });
      return sources.map((source) => [source.source_key, source.copy, source.backups, source.newest_backup]);
    };
    const told = (copy: string) => [['vol-1', copy, 1, ago(2)]];
    assert.deepEqual(copyOf('backup 2'), told('other region'));
    assert.deepEqual(copyOf('backup 2', { account: '999999999999' }), told('other account'));
    assert.deepEqual(copyOf('backup 2', {}, { status: 'error' }), told('unknown'));
    assert.deepEqual(copyOf('of another account'), told('unknown'));
  });

  it('counts copies that came back from elsewhere with the others of it, and none of them as another source', (test) => {
    const kind = 'rds-cluster-snapshot';
    const from = (source_region: string | null, hours: number, status = 'available') =>
      backup(kind, hours, { key: `${source_region} ${hours}`, source_region, status, origin: 'manual' });
    const back = { ...from('eu-west-1', 1), source_snapshot: 'arn:aws:rds:eu-west-1:1:x', origin: 'copy' };
    const cells = [
      cellOf(kind, 'done', [from(null, 40), from('us-east-1', 3), from('us-east-1', 90, 'failed'), back]),
      { ...cellOf(kind, 'done', [], { sources: [] }), region: 'eu-west-1' },
    ];
    const found = sourcesOf(test, { cells });
    assert.deepEqual(
      found.map((source) => [source.source_key, source.region, source.protection, source.backups]),
      [[KINDS[kind].key, 'us-east-1', 'protected', 3]],
    );
    assert.deepEqual(
      [found[0]?.newest_backup, found[0]?.backup_size, found[0]?.backed_up_by],
      [ago(3), 3 * 1024, '["copy","manual"]'],
    );
  });

  it('of an account that was not read is unknown, though its copies are here', (test) => {
    const source_arn = 'arn:aws:elasticfilesystem:us-east-1:999999999999:file-system/fs-9';
    const rows = [backup('efs-recovery-point', 2, { source_arn, source_exists: 'unknown' })];
    const [source] = sourcesOf(test, {
      cells: [cellOf('efs-recovery-point', 'done', rows, { sources: [] })],
    });
    assert.deepEqual(
      [source?.account, source?.state, source?.protection, source?.reason],
      [
        '999999999999',
        'not known',
        'unknown',
        'whether it still exists is not known: it is of 999999999999 in us-east-1, which was not read',
      ],
    );
  });
});

describe('a source that two back up', () => {
  /** The makers of a volume or of another source, whether there are two, and what the second costs. */
  const told = (
    test: TestContext,
    rows: readonly Row[],
    given: Parameters<typeof madeSource>[1] = {},
    kind: Kind = 'ebs-snapshot',
    outcome: Outcome = 'done',
  ): readonly unknown[] => {
    const found = madeSources([madeSource(KINDS[kind].key, given)]);
    const [source] = sourcesOf(test, { cells: [{ ...cellOf(kind, outcome, rows), found }] });
    const { regular_backups_by: makers, backed_up_twice: isTwice } = source ?? {};
    return [JSON.parse(String(makers)), isTwice, source?.second_cost_low, source?.second_cost_high];
  };
  const of = (hours: number, given: Row): Row => backup('ebs-snapshot', hours, given);
  const cost = (low: number | null, high: number | null): Row => ({
    monthly_cost_low: low,
    monthly_cost_high: high,
  });
  const plan = (name: string, given: Row = {}): Row => ({
    origin: 'AWS Backup',
    backup_plan: name,
    ...given,
  });
  const policy = { origin: 'DLM', dlm_policy: 'policy-1', dlm_policy_state: 'ENABLED' };

  it('names both, and what the backups of the cheaper one cost, old ones too', (test) => {
    const rows = [
      of(2, plan('nightly', cost(1, 4))),
      of(26, plan('nightly', cost(0, 4))),
      of(3, { ...policy, ...cost(0, 2) }),
      of(900, { ...policy, ...cost(0, 1.5) }),
      of(4, { origin: 'manual', ...cost(0, 9) }),
      of(5, { ...policy, status: 'error', ...cost(0, 9) }),
    ];
    const makers = ['backup plan nightly', 'lifecycle policy policy-1'];
    assert.deepEqual(told(test, rows), [makers, 'yes', 0, 3.5]);
    assert.deepEqual(told(test, rows.toReversed()), [makers, 'yes', 0, 3.5]);
  });

  it('keeps the one whose cost is not known, and what is not known of the others stays so', (test) => {
    const unknown = of(3, { ...policy, ...cost(null, null) });
    const [names] = told(test, [of(2, plan('nightly', cost(1, 4))), unknown]);
    assert.deepEqual(names, ['backup plan nightly', 'lifecycle policy policy-1']);
    assert.deepEqual(told(test, [of(2, plan('nightly', cost(1, 4))), unknown]).slice(1), ['yes', 1, 4]);
    assert.deepEqual(told(test, [of(2, plan('nightly')), unknown]).slice(1), ['yes', null, null]);
    const three = [of(2, plan('nightly')), of(4, plan('weekly', cost(1, 4))), unknown];
    assert.deepEqual(told(test, three).slice(1), ['yes', null, null]);
  });

  it('is none where only one is still there, or made one in the last 8 days', (test) => {
    const nightly = of(2, plan('nightly'));
    const one = [['backup plan nightly'], 'no', null, null];
    assert.deepEqual(told(test, [nightly]), one);
    assert.deepEqual(told(test, [nightly, of(3, plan('old', { plan_exists: 'no' }))]), one);
    assert.deepEqual(told(test, [nightly, of(3, plan('none'))]), one);
    for (const state of ['gone', 'DISABLED'])
      assert.deepEqual(told(test, [nightly, of(3, { ...policy, dlm_policy_state: state })]), one);
    assert.deepEqual(told(test, [nightly, of(8 * 24 + 1, policy)]), one);
    assert.equal(told(test, [nightly, of(8 * 24, policy)])[1], 'yes');
    assert.deepEqual(told(test, []), [[], 'no', null, null]);
  });

  it('is not known where nobody asked which plan it is, or not all backups were read', (test) => {
    assert.deepEqual(told(test, [of(2, plan('not checked'))]), [['AWS Backup'], 'not known', null, null]);
    const both = told(test, [of(2, plan('not checked')), of(3, policy)]);
    assert.deepEqual(both.slice(0, 2), [['AWS Backup', 'lifecycle policy policy-1'], 'yes']);
    const perhaps = told(test, [of(2, plan('not checked')), of(3, plan('nightly'))]);
    assert.equal(perhaps[1], 'not known');
    assert.equal(told(test, [of(2, plan('nightly'))], {}, 'ebs-snapshot', 'denied')[1], 'not known');
  });

  it('is a database with automatic backups and a plan, unless AWS Backup took those over', (test) => {
    const kind = 'rds-snapshot';
    const to = { restorableTo: new Date(ago(1)) };
    const rows = [backup(kind, 2, plan('nightly', cost(0, 4)))];
    const names = ['automatic backups', 'backup plan nightly'];
    assert.deepEqual(told(test, rows, to, kind), [names, 'yes', 0, 4]);
    const automated = backup(kind, 3, { origin: 'automated', ...cost(0, 1) });
    assert.deepEqual(told(test, [...rows, automated], to, kind), [names, 'yes', 0, 4]);
    const taken = told(test, [...rows, automated], { ...to, continuousBy: 'AWS Backup' }, kind);
    assert.deepEqual(taken.slice(0, 2), [['AWS Backup', 'backup plan nightly'], 'not known']);
    assert.equal(told(test, rows, { restorableTo: new Date(ago(300)) }, kind)[1], 'no');
  });

  it('is none that is gone', (test) => {
    const rows = [of(2, plan('nightly')), of(3, policy)].map((row) => ({ ...row, source_exists: 'no' }));
    const cells = [{ ...cellOf('ebs-snapshot', 'done', rows), found: madeSources([]) }];
    assert.equal(sourcesOf(test, { cells })[0]?.backed_up_twice, null);
  });
});

describe('rules', () => {
  const volumes = madeSources([
    madeSource('vol-prod', { tags: [['env', 'prod']], size: 4 * 1024 ** 3 }),
    madeSource('vol-dev', { tags: [['env', 'dev']], size: 4 * 1024 ** 3 }),
    madeSource('vol-small', { tags: [['env', 'prod']], size: 1024 ** 3 }),
  ]);
  const rows = ['vol-prod', 'vol-dev', 'vol-small'].map((source) =>
    backup('ebs-snapshot', 40, { source, key: source, snapshot_id: source }),
  );
  const cells: readonly MadeCell[] = [
    { region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows, found: volumes },
  ];
  const judgedBy = (test: TestContext, ...rules: readonly object[]) => {
    const protection = rules.map((rule) => JSON.stringify(rule));
    const sources = sourcesOf(test, { cells, facts: { options: { protection } } });
    return Object.fromEntries(
      sources.map((source) => [source.key, [source.protection, source.rule, source.exemption_ended]]),
    );
  };

  it('judge by the first one that fits, and by the usual one where none does', (test) => {
    assert.deepEqual(
      judgedBy(
        test,
        { match: 'size<2GiB', exempt: 'scratch' },
        { match: 'tag:env=prod', max_backup_age: '2d' },
        { match: 'size<2GiB', max_backup_age: '1h' },
      ),
      {
        'vol-prod': ['protected', 'tag:env=prod (2d)', null],
        'vol-dev': ['late', 'default', null],
        'vol-small': ['exempt', 'size<2GiB (exempt)', null],
      },
    );
  });

  it('count no longer after their last day, which is said', (test) => {
    const rule = { match: 'size<2GiB', exempt: 'scratch' };
    const ofSmall = (until: string) => judgedBy(test, { ...rule, until })['vol-small'];
    assert.deepEqual(ofSmall('2026-11-21'), ['exempt', 'size<2GiB (exempt)', null]);
    assert.deepEqual(ofSmall('2026-11-20'), ['late', 'default', Date.UTC(2026, 10, 21)]);
    const facts = { options: { protection: [JSON.stringify({ ...rule, until: '2026-11-20' })] } };
    const small = sourcesOf(test, { cells, facts }).find(({ key }) => key === 'vol-small');
    assert.match(String(small?.reason), /; its exemption \(scratch\) ended on 2026-11-20$/);
  });

  it('that ask for copies and locks say where none was found', (test) => {
    const rule = {
      match: 'tag:env=dev',
      max_backup_age: '2d',
      copies: { region: true, account: true },
      locked: true,
    };
    const facts = { options: { protection: [JSON.stringify(rule)] } };
    const dev = sourcesOf(test, { cells, facts }).find(({ key }) => key === 'vol-dev');
    assert.equal(dev?.protection, 'protected');
    assert.match(
      String(dev?.reason),
      /; no copy in another region was found; no copy in another account was found; no lock on a backup of it was found$/,
    );
    assert.equal(dev?.rule_met, 'not known');
  });

  it('that ask for a lock are met by one, and not by a backup that is known to have none', (test) => {
    const kind = 'efs-recovery-point';
    const lockOf = (locked: boolean | null, match = 'service:EFS') => {
      const protection = [JSON.stringify({ match, locked: true })];
      const cell = cellOf(kind, 'done', [backup(kind, 2, { vault_locked: locked })]);
      const [source] = sourcesOf(test, { cells: [cell], facts: { options: { protection } } });
      return [source?.protection, source?.rule_met, String(source?.reason).split('; ')[1]];
    };
    assert.deepEqual(lockOf(true), ['protected', 'met', undefined]);
    assert.deepEqual(lockOf(false), ['protected', 'missing', 'no backup of it is locked']);
    assert.deepEqual(lockOf(null), ['protected', 'not known', 'no lock on a backup of it was found']);
    assert.deepEqual(lockOf(false, 'service:EBS'), ['protected', null, undefined]);
    const lockedOfVolume = (given: Row) => {
      const cell = cellOf('ebs-snapshot', 'done', [backup('ebs-snapshot', 2, given)]);
      return sourcesOf(test, { cells: [cell] })[0]?.locked;
    };
    const ofBackup = { origin: 'AWS Backup' };
    assert.deepEqual(
      [
        { lock: 'compliance' },
        { lock: 'none' },
        { lock: 'expired', ...ofBackup, recovery_point_status: 'COMPLETED', vault_locked: true },
        { lock: 'none', ...ofBackup, recovery_point_status: 'COMPLETED', vault_locked: false },
        { lock: 'none', ...ofBackup, recovery_point_status: 'not checked' },
        { lock: null },
      ].map(lockedOfVolume),
      [1, 0, 1, 0, null, null],
    );
    const some = [true, false, null].map((locked, at) => backup(kind, 2 + at, { vault_locked: locked }));
    const lockedOf = (rows: readonly Row[]) =>
      sourcesOf(test, { cells: [cellOf(kind, 'done', rows)] })[0]?.locked;
    assert.deepEqual([lockedOf(some), lockedOf(some.slice(1)), lockedOf(some.slice(1, 2))], [1, null, 0]);
  });
});
