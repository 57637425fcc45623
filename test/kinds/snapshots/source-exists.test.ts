/** Whether the source of a snapshot is still there, for every kind: what another account has is unknown, never gone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ebsSnapshotRow } from '../../../source/kinds/ebs/ebs-snapshot.ts';
import { efsRecoveryPointRow } from '../../../source/kinds/efs/efs-recovery-point.ts';
import { fsxBackupRow } from '../../../source/kinds/fsx/fsx-backup-row.ts';
import { rdsSnapshotRow } from '../../../source/kinds/rds/rds-snapshot.ts';
import { SHARING_NOT_CHECKED } from '../../../source/kinds/snapshots/snapshot-sharing.ts';

const [OWN, OTHER] = ['123456789012', '210987654321'];
const place = { account: OWN, partition: 'aws', region: 'us-east-1' };
const NOW = new Date('2026-11-21T09:30:00Z');

/** The listing of the cell's own sources: with the id of the source, without it, or refused. */
type Listing = 'with' | 'without' | 'refused';
const listed = <Facts>(listing: Listing, id: string, facts: Facts): ReadonlyMap<string, Facts> | undefined =>
  listing === 'refused' ? undefined : new Map(listing === 'with' ? [[id, facts]] : []);

/** By kind: whether the source exists, of a source in this account. */
const KINDS: Readonly<Record<string, (account: string, listing: Listing) => string | null>> = {
  efs: (account, listing) =>
    efsRecoveryPointRow(
      { ResourceArn: `arn:aws:elasticfilesystem:us-east-1:${account}:file-system/fs-1` },
      {},
      listed(listing, 'fs-1', { name: undefined, lifeCycleState: 'available', performanceMode: undefined }),
      place,
      NOW,
    ).sourceExists,
  rds: (account, listing) =>
    rdsSnapshotRow(
      {
        DbiResourceId: 'db-1',
        ...(account === OWN
          ? {}
          : { SourceDBSnapshotIdentifier: `arn:aws:rds:us-east-1:${account}:snapshot:s` }),
      },
      place,
      listed(listing, 'db-1', 'orders'),
      SHARING_NOT_CHECKED,
    ).sourceExists,
  fsx: (account, listing) =>
    fsxBackupRow(
      {
        BackupId: 'backup-1',
        Lifecycle: 'AVAILABLE',
        Type: 'USER_INITIATED',
        CreationTime: NOW,
        FileSystem: {
          FileSystemId: 'fs-1',
          ResourceARN: `arn:aws:fsx:us-east-1:${account}:file-system/fs-1`,
        },
      },
      place,
      listed(listing, 'fs-1', undefined),
    ).sourceExists,
  ebs: (account, listing) => {
    const volume = { name: undefined, type: 'gp3', iops: 3000, throughput: 125, madeOf: undefined };
    const Value = `arn:aws:ec2:us-east-1:${account}:volume/vol-1`;
    return ebsSnapshotRow(
      {
        SnapshotId: 'snap-1',
        VolumeId: 'vol-1',
        OwnerId: OWN,
        Tags: [{ Key: 'aws:backup:source-resource', Value }],
      },
      { volumes: listed(listing, 'vol-1', volume), images: new Map(), publicIds: new Set() },
      SHARING_NOT_CHECKED,
    ).sourceExists;
  },
};

for (const [kind, exists] of Object.entries(KINDS)) {
  test(`the source of a snapshot of ${kind} is there, gone or not known in its own account, and unknown in another one`, () => {
    const answers = (account: string) =>
      (['with', 'without', 'refused'] as const).map((listing) => exists(account, listing));
    assert.deepEqual(answers(OWN), ['yes', 'no', null]);
    assert.deepEqual(answers(OTHER), ['unknown', 'unknown', 'unknown']);
  });
}

test('a copy that AWS Backup made without saying of what is of a database that may be anywhere', () => {
  const exists = (identifier: string, listing: Listing, copiedFrom?: string) =>
    rdsSnapshotRow(
      { DBSnapshotIdentifier: identifier, DbiResourceId: 'db-1', SourceDBSnapshotIdentifier: copiedFrom },
      place,
      listed(listing, 'db-1', 'orders'),
      SHARING_NOT_CHECKED,
    ).sourceExists;
  const here = `arn:aws:rds:us-east-1:${OWN}:snapshot:awsbackup:job-1`;
  assert.equal(exists('awsbackup:copyjob-1', 'without'), 'unknown');
  assert.equal(exists('awsbackup:copyjob-1', 'with'), 'yes');
  assert.equal(exists('awsbackup:copyjob-1', 'refused'), null);
  assert.equal(exists('awsbackup:copyjob-1', 'without', here), 'no');
  assert.equal(exists('awsbackup:job-1', 'without'), 'no');
});
