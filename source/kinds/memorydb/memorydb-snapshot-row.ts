import type { Snapshot } from '@aws-sdk/client-memorydb';
import type { ClusterFacts } from '../snapshots/plain-columns.ts';
import { plainOrigin, type SourceNames, sourceByName, sumOfParts } from '../snapshots/plain-snapshot.ts';

/** A snapshot as MemoryDB lists it. */
export interface MemorydbSnapshotRow extends ClusterFacts {
  readonly listed: Snapshot;
}

/** Puts one snapshot and the names of the clusters that are there into a row; its shards tell size and time. */
export function memorydbSnapshotRow(snapshot: Snapshot, clusters: SourceNames): MemorydbSnapshotRow {
  const { ClusterConfiguration: cluster } = snapshot;
  const shards = cluster?.Shards ?? [];
  return {
    listed: snapshot,
    id: snapshot.Name,
    arn: snapshot.ARN,
    ...sourceByName(cluster?.Name, [clusters]),
    type: snapshot.Source,
    origin: plainOrigin(snapshot.Source),
    ...sumOfParts(shards.map(({ Size: size, SnapshotCreationTime: createdAt }) => ({ size, createdAt }))),
    status: snapshot.Status,
    kmsKey: snapshot.KmsKeyId,
    engine: cluster?.Engine,
    engineVersion: cluster?.EngineVersion,
    nodeType: cluster?.NodeType,
    shards: cluster?.NumShards ?? (shards.length === 0 ? undefined : shards.length),
  };
}

const ACCOUNT = 'us-east-1:123456789012';

/** A snapshot as AWS might list it, for tests. */
export const memorydbSample = (): MemorydbSnapshotRow =>
  memorydbSnapshotRow(
    {
      Name: 'stock-before-upgrade',
      Status: 'available',
      Source: 'manual',
      KmsKeyId: `arn:aws:kms:${ACCOUNT}:key/1f2e3d4c-90ab-4cde-8f01-23456789abcd`,
      ARN: `arn:aws:memorydb:${ACCOUNT}:snapshot/stock-before-upgrade`,
      ClusterConfiguration: {
        Name: 'stock',
        NodeType: 'db.r7g.large',
        Engine: 'valkey',
        EngineVersion: '7.2',
        NumShards: 2,
        Shards: [
          { Size: '600 MB', SnapshotCreationTime: new Date('2026-09-01T03:00:00Z') },
          { Size: '750 MB', SnapshotCreationTime: new Date('2026-09-01T03:01:00Z') },
        ],
      },
    },
    new Set(['stock']),
  );
