import type { Row } from './collection.ts';
import { accountId, daysBefore, minutesAfter } from './context.ts';
import { hostileTexts } from './names.ts';

interface Specimen {
  readonly row: Row;
  readonly now: Date;
  readonly region: string;
  readonly instance: (index: number) => {
    readonly DBInstanceIdentifier: string;
    readonly DbiResourceId: string;
  };
}

const named = (region: string, identifier: string): Row => ({
  DBSnapshotIdentifier: identifier,
  DBSnapshotArn: `arn:aws:rds:${region}:${accountId}:snapshot:${identifier}`,
});

/** The rare kinds of RDS snapshot, index by index; the first few are what a small region has. */
export const rdsSpecimens: readonly ((specimen: Specimen) => Row)[] = [
  () => ({}),
  // The identifier is in use again, by another instance: only the resource ids differ.
  ({ instance }) => ({
    DBInstanceIdentifier: instance(0).DBInstanceIdentifier,
    DbiResourceId: instance(900_001).DbiResourceId,
  }),
  ({ instance }) => ({
    DBInstanceIdentifier: 'crm-legacy-1',
    DbiResourceId: instance(900_002).DbiResourceId,
  }),
  // While it is being created, RDS tells no time at all.
  () => ({
    Status: 'creating',
    PercentProgress: 12,
    SnapshotCreateTime: undefined,
    OriginalSnapshotCreateTime: undefined,
    SnapshotDatabaseTime: undefined,
    FullSnapshotSizeInBytes: undefined,
  }),
  // Encrypted with a key of AWS's own, which `Encrypted` does not count.
  () => ({ Encrypted: false, StorageEncryptionType: 'sse-rds', KmsKeyId: undefined }),
  ({ row, region, now }) => ({
    SourceRegion: region === 'us-east-1' ? 'eu-west-1' : 'us-east-1',
    SourceDBSnapshotIdentifier: `arn:aws:rds:eu-west-1:${accountId}:snapshot:${row.DBSnapshotIdentifier}`,
    SnapshotCreateTime: daysBefore(now, 2),
    OriginalSnapshotCreateTime: daysBefore(now, 200),
  }),
  ({ region }) => ({
    ...named(region, 'public-sample-data'),
    Encrypted: false,
    StorageEncryptionType: 'none',
    KmsKeyId: undefined,
  }),
  ({ now }) => ({ Status: 'copying', PercentProgress: 63, SnapshotCreateTime: minutesAfter(now, -30) }),
  () => ({ Status: 'failed', PercentProgress: 0, FullSnapshotSizeInBytes: undefined }),
  () => ({ Status: 'incompatible-restore' }),
  () => ({ Status: 'deleting' }),
  () => ({ SnapshotTarget: 'outposts' }),
  ({ now }) => ({
    SnapshotCreateTime: daysBefore(now, 3000),
    OriginalSnapshotCreateTime: daysBefore(now, 3000),
  }),
  () => ({ TagList: [] }),
  ...hostileTexts.slice(0, 6).map((text) => () => ({
    TagList: [
      { Key: 'Name', Value: text },
      { Key: 'Team', Value: 'media' },
    ],
  })),
];
