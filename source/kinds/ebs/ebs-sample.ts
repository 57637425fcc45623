import type { EbsSnapshotRow } from './ebs-snapshot-columns.ts';
import { NO_IMAGE } from './image-sharing.ts';
import { NO_HOLDS } from './snapshot-holds.ts';

/** A snapshot as AWS might list it, for tests. */
export const ebsSample = (): EbsSnapshotRow => ({
  snapshot: {
    SnapshotId: 'snap-0a1b2c3d4e5f60718',
    VolumeId: 'vol-0123456789abcdef0',
    VolumeSize: 100,
    FullSnapshotSizeInBytes: 64_424_509_440,
    State: 'completed',
    StartTime: new Date('2026-09-01T02:00:00Z'),
    CompletionTime: new Date('2026-09-01T02:11:00Z'),
    Progress: '100%',
    Encrypted: true,
    KmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/1f2e3d4c-90ab-4cde-8f01-23456789abcd',
    StorageTier: 'standard',
    Description: 'before the upgrade',
    Tags: [{ Key: 'Name', Value: 'orders-before-upgrade' }],
  },
  source: 'vol-0123456789abcdef0',
  volume: { name: 'orders', type: 'gp3', iops: 3000, throughput: 125, madeOf: 'snap-0f5e4d3c2b1a09687' },
  sourceExists: 'yes',
  sourceSnapshot: undefined,
  sourceAccount: undefined,
  origin: 'manual',
  amiIds: [],
  amiParts: [],
  disabledAmis: [],
  protectedAmis: [],
  imageAccessBlock: undefined,
  isPublic: false,
  sharedWith: ['not checked'],
  imageSharing: NO_IMAGE,
  ...NO_HOLDS,
});
