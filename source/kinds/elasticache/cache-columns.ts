import type { ColumnSpec } from '../../model/columns.ts';
import { clusterColumns, type PlainWords, plainColumns } from '../snapshots/plain-columns.ts';
import type { CacheSnapshotRow } from './cache-snapshot-row.ts';

/** How snapshots of caches read. */
export const CACHE_WORDS: PlainWords = {
  service: 'ElastiCache',
  source: 'cache',
  sources: 'caches',
  goesBy: 'name',
  about: {
    source: 'The replication group, the cluster or the serverless cache that it was made of.',
    size: 'What it takes: of a cluster the sizes that AWS gives of its nodes, blank where it gives not all; of a serverless cache BytesUsedForCache.',
    creationTime: 'When it was made; of several nodes, the earliest.',
    encrypted: 'yes where AWS names its key; blank otherwise, for AWS does not say whether it is encrypted.',
    cost: 'What keeping it costs a month, in US dollars: all of its size; blank where price or size is not known.',
  },
};

/** Columns of a snapshot of a cache. */
export const CACHE_COLUMNS: readonly ColumnSpec<CacheSnapshotRow>[] = plainColumns<CacheSnapshotRow>(
  CACHE_WORDS,
  ({ kmsKey }) => (kmsKey === undefined ? undefined : true),
  [
    {
      header: 'Expires At',
      type: 'instant',
      width: 16,
      shown: false,
      mayBeFuture: true,
      about: 'When ElastiCache deletes one of a serverless cache by itself; blank for never.',
      value: ({ expiresAt }) => expiresAt,
    },
    ...clusterColumns({
      engine: 'redis, valkey or memcached.',
      engineVersion: 'The version of its engine; of a serverless cache the major one.',
      nodeType: 'The type of the nodes of its cluster; blank for a serverless cache.',
      shards: 'How many shards its cluster had; blank for a serverless cache.',
    }),
  ],
);
