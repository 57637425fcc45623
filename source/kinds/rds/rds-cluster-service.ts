import { gibibytes } from '../snapshots/snapshot-values.ts';

/** What engines other than RDS's own are called, by the start of the engine's name. */
const CLUSTERS = [
  { engine: 'aurora', service: 'Aurora', sourceType: 'Aurora cluster' },
  { engine: 'docdb', service: 'DocumentDB', sourceType: 'DocumentDB cluster' },
  { engine: 'neptune', service: 'Neptune', sourceType: 'Neptune cluster' },
] as const;

const MULTI_AZ = { service: 'RDS', sourceType: 'Multi-AZ cluster' } as const;

/**
 * The size of a cluster snapshot in bytes. The storage of Aurora, DocumentDB and Neptune grows by itself, and AWS
 * answers 0 or 1 GiB for it: unknown.
 */
export function clusterSize(allocatedStorage: number | undefined): number | undefined {
  return allocatedStorage === 0 || allocatedStorage === 1 ? undefined : gibibytes(allocatedStorage);
}

/** What a cluster of this engine belongs to, and is called. */
export function clusterService(engine: string | undefined): {
  readonly service: string;
  readonly sourceType: string;
} {
  return CLUSTERS.find((cluster) => engine?.startsWith(cluster.engine) === true) ?? MULTI_AZ;
}
