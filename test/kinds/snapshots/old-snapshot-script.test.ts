/** What the old snapshot script got wrong, one test a fault: each shows ours right. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ebsSnapshot } from '../../../source/kinds/ebs/ebs-snapshot.ts';
import { efsRecoveryPoint } from '../../../source/kinds/efs/efs-recovery-point.ts';
import { rdsClusterSnapshot } from '../../../source/kinds/rds/rds-cluster-snapshot.ts';
import { rdsSnapshot } from '../../../source/kinds/rds/rds-snapshot.ts';
import type { Value } from '../../../source/model/columns.ts';
import {
  awsError,
  collectAll,
  type FakeContextSettings,
  fakeContext,
  inPages,
} from '../../helpers/fake-context.ts';
import { NOTHING_HELD } from '../ebs/hold-answers.ts';

const VAULTS = { ListBackupVaults: [{ BackupVaultList: [{ BackupVaultName: 'nightly' }] }] };
const fileSystemArn = (id: string) => `arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/${id}`;
const point = (id: string, rest: object = {}) => ({
  RecoveryPointArn: `arn:aws:backup:us-east-1:123456789012:recovery-point:${id}`,
  ResourceArn: fileSystemArn('fs-1'),
  ...rest,
});

function efs(points: readonly (object | Error)[], fileSystems: readonly object[] = []) {
  return fakeContext({
    answers: {
      ...VAULTS,
      ListRecoveryPointsByBackupVault: inPages(points),
      DescribeFileSystems: [{ FileSystems: fileSystems }],
    },
  });
}

function ebs(own: readonly (object | Error)[], images: readonly object[] = []) {
  const pages = inPages(own);
  return fakeContext({
    answers: {
      DescribeSnapshots: (input) => (input.RestorableByUserIds === undefined ? pages(input) : {}),
      DescribeVolumes: [{ Volumes: [] }],
      ...NOTHING_HELD,
      DescribeImages: [{ Images: images }],
      GetLifecyclePolicies: () => ({ Policies: [] }),
    },
  });
}

function rds(own: object, ofBackup: object, place: FakeContextSettings['place'] = {}) {
  return fakeContext({
    place,
    answers: {
      DescribeDBSnapshots: (input) => (input.SnapshotType === 'awsbackup' ? ofBackup : own),
      DescribeDBInstances: [{ DBInstances: [] }],
    },
  });
}

suite('the old snapshot script’s faults', () => {
  test('EFS size: the bytes of the listing by vault, not always 0', async () => {
    const { rows } = await collectAll(
      efsRecoveryPoint,
      efs([{ RecoveryPoints: [point('a', { BackupSizeInBytes: 987_654_321 })] }]),
    );
    assert.equal(rows[0]?.values.size, 987_654_321);
  });

  test('EFS type, lifecycle: who created a point and its calculated lifecycle, not always Manual and N/A', async () => {
    const planned = point('planned', {
      CreatedBy: { BackupPlanId: 'p' },
      CalculatedLifecycle: { DeleteAt: new Date('2027-01-01T00:00:00Z') },
    });
    const { rows } = await collectAll(
      efsRecoveryPoint,
      efs([{ RecoveryPoints: [planned, point('on-demand')] }]),
    );
    assert.deepEqual(
      rows.map(({ values }) => [values.type, values.origin, values.delete_at]),
      [
        ['automated', 'AWS Backup', Date.UTC(2027, 0, 1)],
        ['manual', 'manual', null],
      ],
    );
  });

  test('EFS encrypted: IsEncrypted, not always true', async () => {
    const points = [true, false, undefined].map((IsEncrypted, index) => point(`${index}`, { IsEncrypted }));
    const { rows } = await collectAll(efsRecoveryPoint, efs([{ RecoveryPoints: points }]));
    assert.deepEqual(
      rows.map(({ values }) => values.encrypted),
      [true, false, null],
    );
  });

  test('EFS paging: every page, not just the first', async () => {
    const pages = ['a', 'b', 'c'].map((id) => ({ RecoveryPoints: [point(id)] }));
    const { rows } = await collectAll(efsRecoveryPoint, efs(pages));
    assert.deepEqual(
      rows.map(({ values }) => values.snapshot_id),
      ['a', 'b', 'c'],
    );
  });

  test('EFS scope: the points of deleted file systems too, whatever policy a file system has', async () => {
    const points = [
      point('gone', { ResourceArn: fileSystemArn('fs-gone'), ResourceName: 'old-share' }),
      point('there'),
    ];
    const fake = efs([{ RecoveryPoints: points }], [{ FileSystemId: 'fs-1', Name: 'share' }]);
    const { rows } = await collectAll(efsRecoveryPoint, fake);
    assert.deepEqual(
      rows.map(({ values }) => [values.source, values.source_name, values.source_exists]),
      [
        ['fs-gone', 'old-share', 'no'],
        ['fs-1', 'share', 'yes'],
      ],
    );
    assert.equal(fake.callsOf('DescribeBackupPolicy'), 0);
  });

  test('RDS clusters: Aurora, Multi-AZ, DocumentDB and Neptune snapshots are listed, by engine', async () => {
    const snapshots = ['aurora-mysql', 'postgres', 'docdb', 'neptune'].map((Engine) => ({
      DBClusterSnapshotArn: `arn:aws:rds:us-east-1:123456789012:cluster-snapshot:${Engine}`,
      Engine,
    }));
    const fake = fakeContext({
      answers: {
        DescribeDBClusterSnapshots: [{ DBClusterSnapshots: snapshots }],
        DescribeDBClusters: [{ DBClusters: [] }],
      },
    });
    const { rows } = await collectAll(rdsClusterSnapshot, fake);
    assert.deepEqual(
      rows.map(({ values }) => [values.service, values.source_type, values.engine]),
      [
        ['Aurora', 'Aurora cluster', 'aurora-mysql'],
        ['RDS', 'Multi-AZ cluster', 'postgres'],
        ['DocumentDB', 'DocumentDB cluster', 'docdb'],
        ['Neptune', 'Neptune cluster', 'neptune'],
      ],
    );
  });

  test('RDS types: AWS Backup’s too, each snapshot once, and one being created has a blank time', async () => {
    const snapshot = (name: string, SnapshotType: string, SnapshotCreateTime?: Date) => ({
      DBSnapshotArn: `arn:aws:rds:us-east-1:123456789012:snapshot:${name}`,
      DBSnapshotIdentifier: name,
      SnapshotType,
      SnapshotCreateTime,
    });
    const at = new Date('2026-09-01T00:00:00Z');
    const backup = snapshot('awsbackup:job-1', 'awsbackup', at);
    const own = [snapshot('m', 'manual'), snapshot('rds:a', 'automated', at), backup];
    const fake = rds(
      { DBSnapshots: own },
      { DBSnapshots: [backup, snapshot('awsbackup:job-2', 'awsbackup', at)] },
    );
    const { rows, error } = await collectAll(rdsSnapshot, fake);
    assert.equal(error, undefined);
    assert.deepEqual(
      rows.map(({ values }) => [values.snapshot_id, values.type, values.origin, values.creation_time]).sort(),
      [
        ['awsbackup:job-1', 'awsbackup', 'AWS Backup', at.getTime()],
        ['awsbackup:job-2', 'awsbackup', 'AWS Backup', at.getTime()],
        ['m', 'manual', 'manual', null],
        ['rds:a', 'automated', 'automated', at.getTime()],
      ],
    );
  });

  test('one error: the pages before it are kept, and it ends this collector only', async () => {
    const pages = [{ Snapshots: [{ SnapshotId: 'snap-1' }] }, { Snapshots: [{ SnapshotId: 'snap-2' }] }];
    const failing = await collectAll(ebsSnapshot, ebs([...pages, awsError('InternalError')]));
    assert.deepEqual(
      failing.rows.map(({ key }) => key),
      ['snap-1', 'snap-2'],
    );
    assert.equal(failing.error instanceof Error && failing.error.name, 'InternalError');
    const beside = await collectAll(efsRecoveryPoint, efs([{ RecoveryPoints: [point('a')] }]));
    assert.deepEqual([beside.rows.length, beside.error], [1, undefined]);
  });

  test('EBS type: AMI, DLM, AWS Backup, copy and manual are told apart by tags, description and images', async () => {
    const snapshots = [
      { SnapshotId: 'ami', VolumeId: 'vol-1', Description: 'Created by CreateImage(i-1) for ami-1' },
      { SnapshotId: 'registered', VolumeId: 'vol-1', Description: 'by hand' },
      {
        SnapshotId: 'dlm',
        VolumeId: 'vol-1',
        Tags: [{ Key: 'aws:dlm:lifecycle-policy-id', Value: 'policy-1' }],
      },
      {
        SnapshotId: 'backup',
        VolumeId: 'vol-1',
        Description: 'This snapshot is created by the AWS Backup service.',
      },
      { SnapshotId: 'copy', VolumeId: 'vol-ffffffff', Description: '[Copied snap-9 from eu-west-1]' },
      { SnapshotId: 'manual', VolumeId: 'vol-1', Description: 'Created by me' },
    ];
    const image = {
      ImageId: 'ami-2',
      State: 'disabled',
      BlockDeviceMappings: [{ Ebs: { SnapshotId: 'registered' } }],
    };
    const { rows } = await collectAll(ebsSnapshot, ebs([{ Snapshots: snapshots }], [image]));
    assert.deepEqual(
      rows.map(({ key, values }) => [key, values.type, values.origin]),
      [
        ['ami', 'manual', 'AMI'],
        ['registered', 'manual', 'AMI'],
        ['dlm', 'automated', 'DLM'],
        ['backup', 'automated', 'AWS Backup'],
        ['copy', 'manual', 'copy'],
        ['manual', 'manual', 'manual'],
      ],
    );
  });

  test('EBS source: copies have an unknown source, not one volume in common', async () => {
    const copies = ['eu-west-1', 'us-west-2'].map((from) => ({
      SnapshotId: `snap-${from}`,
      VolumeId: 'vol-ffffffff',
      Description: `[Copied snap-1 from ${from}]`,
    }));
    const { rows } = await collectAll(ebsSnapshot, ebs([{ Snapshots: copies }]));
    assert.deepEqual(
      rows.map(({ values }) => [values.source, values.source_exists]),
      [
        [null, 'unknown'],
        [null, 'unknown'],
      ],
    );
  });

  test('summary key: same-named databases of two regions differ by account, region, service and source', async () => {
    const snapshot = { DBSnapshotArn: 'arn', DBInstanceIdentifier: 'orders' };
    const keys: Value[][] = [];
    for (const region of ['us-east-1', 'eu-west-1']) {
      const { rows } = await collectAll(rdsSnapshot, rds({ DBSnapshots: [snapshot] }, {}, { region }));
      keys.push(['account', 'region', 'service', 'source'].map((id) => rows[0]?.values[id] ?? null));
    }
    assert.deepEqual(keys, [
      ['123456789012', 'us-east-1', 'RDS', 'orders'],
      ['123456789012', 'eu-west-1', 'RDS', 'orders'],
    ]);
  });

  test('columns: a row has a value for each header', async () => {
    for (const [kind, fake] of [
      [ebsSnapshot, ebs([{ Snapshots: [{ SnapshotId: 'snap-1' }] }])],
      [rdsSnapshot, rds({ DBSnapshots: [{ DBSnapshotArn: 'arn' }] }, {})],
      [efsRecoveryPoint, efs([{ RecoveryPoints: [point('a')] }])],
    ] as const) {
      const lengths: number[] = [];
      for await (const { rows } of kind.collect(fake.context)) {
        lengths.push(...rows.map(({ values }) => values.length));
      }
      assert.deepEqual(lengths, [kind.columns.length], kind.id);
    }
  });

  test('time zones: a creation time is the instant that AWS gave, not one of this machine’s zone', async () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Asia/Kolkata';
    try {
      const StartTime = new Date('2026-09-01T20:30:00Z');
      const { rows } = await collectAll(
        ebsSnapshot,
        ebs([{ Snapshots: [{ SnapshotId: 'snap-1', StartTime }] }]),
      );
      assert.equal(rows[0]?.values.creation_time, Date.UTC(2026, 8, 1, 20, 30));
      assert.equal(ebsSnapshot.columns.find(({ id }) => id === 'creation_time')?.type, 'instant');
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('total failure: what AWS refused is thrown, never told as no snapshots', async () => {
    const denied = awsError('AccessDenied');
    const everything = fakeContext({
      answers: {
        DescribeSnapshots: () => denied,
        DescribeVolumes: [denied],
        DescribeImages: [denied],
        DescribeDBSnapshots: () => denied,
        DescribeDBInstances: [denied],
        DescribeDBClusterSnapshots: [denied],
        DescribeDBClusters: [denied],
        ListBackupVaults: [denied],
        DescribeFileSystems: [denied],
      },
    });
    for (const kind of [ebsSnapshot, rdsSnapshot, rdsClusterSnapshot, efsRecoveryPoint]) {
      const { rows, error } = await collectAll(kind, everything);
      assert.deepEqual([rows, error], [[], denied], kind.id);
    }
  });
});
