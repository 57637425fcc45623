/** Redshift clusters as they are listed: what snapshots are of, and what there is to protect. */
import type { Cluster } from '@aws-sdk/client-redshift';
import { valueProblems } from '../../aws/value-problems.ts';
import type { Place } from '../../model/columns.ts';
import type { CollectContext } from '../define/collect-context.ts';
import type { ListedSource } from '../define/listed-source.ts';
import { nameTag, tagsOf } from '../snapshots/snapshot-values.ts';
import { type ClustersByIdentifier, mebibytes } from './redshift-snapshot-row.ts';

/** The clusters of a region. */
interface ListedClusters {
  readonly byIdentifier: ClustersByIdentifier;
  readonly sources: readonly ListedSource[];
}

/** The region's clusters that are provisioned. */
export async function listClusters(
  context: CollectContext,
  redshift: typeof import('../../aws/redshift.ts'),
): Promise<ListedClusters> {
  const byIdentifier = new Map<string, Date | undefined>();
  const sources: ListedSource[] = [];
  for await (const { Clusters } of context.pages(redshift.describeClusters, {})) {
    for (const cluster of Clusters ?? []) {
      const { ClusterIdentifier, ClusterCreateTime } = cluster;
      if (ClusterIdentifier === undefined) continue;
      byIdentifier.set(ClusterIdentifier, ClusterCreateTime);
      sources.push(clusterSource(cluster, ClusterIdentifier, context.place));
    }
  }
  return { byIdentifier, sources };
}

function clusterSource(cluster: Cluster, id: string, { partition, region, account }: Place): ListedSource {
  const { ClusterStatus, Encrypted, Tags, TotalStorageCapacityInMegaBytes } = cluster;
  return {
    key: id,
    id,
    arn: `arn:${partition}:redshift:${region}:${account}:cluster:${id}`,
    service: 'Redshift',
    name: nameTag(Tags),
    size: mebibytes(TotalStorageCapacityInMegaBytes),
    state: ClusterStatus,
    inUseBy: null,
    restorableFrom: undefined,
    restorableTo: undefined,
    encrypted: Encrypted,
    tags: tagsOf(Tags),
    replicaOf: undefined,
    problem: valueProblems(cluster).join('; ') || null,
  };
}
