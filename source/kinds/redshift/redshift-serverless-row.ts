import type { Snapshot } from '@aws-sdk/client-redshift-serverless';
import { withProblemsOf } from '../../aws/value-problems.ts';
import type { Place } from '../../model/columns.ts';
import { existsIn, type SourceNames } from '../snapshots/plain-snapshot.ts';
import { arnPlace, type SourceExists } from '../snapshots/snapshot-values.ts';
import { type RedshiftSnapshotRow, redshiftSnapshotRow } from './redshift-snapshot-row.ts';

/**
 * A snapshot of Redshift Serverless in the words of one of a cluster: it says the same in other spelling. Only those that
 * somebody or AWS Backup made are listed; namespaces go by their ARN, which none has twice.
 */
export function redshiftServerlessRow(
  snapshot: Snapshot,
  place: Place,
  namespaces: SourceNames,
): RedshiftSnapshotRow {
  const { accountsWithRestoreAccess: serverless, accountsWithProvisionedRestoreAccess: clusters } = snapshot;
  const row = redshiftSnapshotRow(
    {
      SnapshotIdentifier: snapshot.snapshotName,
      ClusterIdentifier: snapshot.namespaceName,
      SnapshotCreateTime: snapshot.snapshotCreateTime,
      Status: snapshot.status,
      SnapshotType: 'manual',
      Encrypted: true,
      KmsKeyId: snapshot.kmsKeyId,
      OwnerAccount: snapshot.ownerAccount,
      TotalBackupSizeInMegaBytes: snapshot.totalBackupSizeInMegaBytes,
      ActualIncrementalBackupSizeInMegaBytes: snapshot.actualIncrementalBackupSizeInMegaBytes,
      ManualSnapshotRemainingDays: snapshot.snapshotRemainingDays,
      AccountsWithRestoreAccess: [...new Set([...(serverless ?? []), ...(clusters ?? [])])].map(
        (AccountId) => ({
          AccountId,
        }),
      ),
      SnapshotArn: snapshot.snapshotArn,
    },
    place,
    undefined,
  );
  const { namespaceArn } = snapshot;
  return withProblemsOf(snapshot, {
    ...row,
    sourceId: namespaceArn,
    sourceExists: namespaceExists(namespaceArn, place, namespaces),
  });
}

function namespaceExists(
  arn: string | undefined,
  place: Place,
  namespaces: SourceNames,
): SourceExists | null {
  const at = arnPlace(arn);
  if (at === undefined || at.region !== place.region || at.account !== place.account) return 'unknown';
  return existsIn(arn, [namespaces]);
}

const PLACE = { account: '123456789012', partition: 'aws', region: 'us-east-1' };
const HERE = `${PLACE.region}:${PLACE.account}`;
const NAMESPACE = `arn:aws:redshift-serverless:${HERE}:namespace/6f1d2c3b-90ab-4cde-8f01-23456789abcd`;

/** A snapshot as AWS might list it, for tests. */
export const redshiftServerlessSample = (): RedshiftSnapshotRow =>
  redshiftServerlessRow(
    {
      snapshotName: 'reports-before-upgrade',
      namespaceName: 'reports',
      namespaceArn: NAMESPACE,
      snapshotArn: `arn:aws:redshift-serverless:${HERE}:snapshot/1b2c3d4e-90ab-4cde-8f01-23456789abcd`,
      snapshotCreateTime: new Date('2026-09-01T04:00:00Z'),
      status: 'AVAILABLE',
      kmsKeyId: `arn:aws:kms:${HERE}:key/1f2e3d4c-90ab-4cde-8f01-23456789abcd`,
      ownerAccount: PLACE.account,
      totalBackupSizeInMegaBytes: 204_800,
      actualIncrementalBackupSizeInMegaBytes: 2_048,
      snapshotRetentionPeriod: 90,
      snapshotRemainingDays: 12,
      accountsWithRestoreAccess: [],
    },
    PLACE,
    new Set([NAMESPACE]),
  );
