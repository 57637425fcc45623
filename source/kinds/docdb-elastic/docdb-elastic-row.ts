import type { ClusterSnapshotInList } from '@aws-sdk/client-docdb-elastic';
import { safeText } from '../../base/safe-text.ts';
import { type PlainSnapshot, plainOrigin } from '../snapshots/plain-snapshot.ts';

/** Names of the elastic clusters that are there, by ARN; undefined: they could not be listed. */
export type ClusterNames = ReadonlyMap<string, string | undefined> | undefined;

/** A snapshot as it was listed, with the type that was asked for. */
export interface TypedSnapshot {
  readonly type: SnapshotType;
  readonly snapshot: Partial<ClusterSnapshotInList>;
}

/** The two that can be asked for: AWS does not say of what type one is. */
export type SnapshotType = 'manual' | 'automated';

/** A snapshot of an elastic cluster. */
export interface DocdbElasticRow extends PlainSnapshot {
  readonly listed: Partial<ClusterSnapshotInList>;
}

/** Puts one snapshot and the clusters that are there into a row. AWS tells neither size nor key. */
export function docdbElasticRow({ snapshot, type }: TypedSnapshot, clusters: ClusterNames): DocdbElasticRow {
  const { clusterArn, snapshotCreationTime: time } = snapshot;
  const createdAt = instantOf(time);
  return {
    listed: snapshot,
    id: snapshot.snapshotName,
    arn: snapshot.snapshotArn,
    source: clusterArn === undefined ? undefined : clusterId(clusterArn),
    sourceExists: existsAmong(clusterArn, clusters),
    sourceName: clusterArn === undefined ? undefined : clusters?.get(clusterArn),
    type,
    origin: plainOrigin(type),
    size: undefined,
    status: snapshot.status,
    createdAt,
    kmsKey: undefined,
    problem:
      time !== undefined && createdAt === undefined
        ? `its time cannot be read: ${safeText(time).slice(0, 60)}`
        : undefined,
  };
}

/** What tells a cluster from others: the end of its ARN. */
export function clusterId(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function existsAmong(arn: string | undefined, clusters: ClusterNames): PlainSnapshot['sourceExists'] {
  if (arn === undefined) return 'unknown';
  return clusters === undefined ? null : clusters.has(arn) ? 'yes' : 'no';
}

/** AWS gives the time as text in UTC, and does not say in which form: with its zone or without. */
function instantOf(text: string | undefined): Date | undefined {
  const [, day, clock, zone] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(text ?? '') ?? [];
  if (day === undefined || clock === undefined) return undefined;
  const time = new Date(`${day}T${clock}${zone === undefined || zone === 'UTC' ? 'Z' : zone}`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

const HERE = 'arn:aws:docdb-elastic:us-east-1:123456789012';
const CLUSTER = `${HERE}:cluster/6f1d2c3b-90ab-4cde-8f01-23456789abcd`;

/** A snapshot as AWS might list it, for tests. */
export const docdbElasticSample = (): DocdbElasticRow =>
  docdbElasticRow(
    {
      type: 'manual',
      snapshot: {
        snapshotName: 'orders-before-upgrade',
        snapshotArn: `${HERE}:cluster-snapshot/1b2c3d4e-90ab-4cde-8f01-23456789abcd`,
        clusterArn: CLUSTER,
        status: 'ACTIVE',
        snapshotCreationTime: '2026-09-01T04:00:00.000Z',
      },
    },
    new Map([[CLUSTER, 'orders']]),
  );
