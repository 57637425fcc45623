import type { ColumnSpec } from '../../model/columns.ts';
import { accountOfArn } from '../snapshots/across-accounts.ts';
import * as columns from '../snapshots/snapshot-columns.ts';
import type { CacheSnapshotRow } from './cache-snapshot-row.ts';

/** Columns of a snapshot of a cache: those of every snapshot first, in their order. */
export const CACHE_COLUMNS: readonly ColumnSpec<CacheSnapshotRow>[] = [
  { ...columns.SERVICE, value: () => 'ElastiCache' },
  { ...columns.REGION, value: (_row, { region }) => region },
  {
    ...columns.TYPE,
    about: 'manual or automated; else as AWS gives it.',
    value: ({ origin, type }) => origin ?? type,
  },
  { ...columns.SNAPSHOT_ID, width: 30, about: 'Its name.', value: ({ id }) => id },
  {
    ...columns.SOURCE,
    about: 'The replication group, the cluster or the serverless cache that it was made of.',
    value: ({ source }) => source,
  },
  {
    ...columns.SOURCE_NAME,
    about: 'The name of its cache where there is one of that name; blank where it is gone or not known.',
    value: ({ source, sourceExists }) => (sourceExists === 'yes' ? source : undefined),
  },
  {
    ...columns.SIZE,
    about:
      'What it takes: of a cluster the sizes that AWS gives of its nodes, blank where it gives not all; of a serverless cache BytesUsedForCache.',
    value: ({ size }) => size,
  },
  { ...columns.STATUS, value: ({ status }) => status },
  {
    ...columns.CREATION_TIME,
    about: 'When it was made; of several nodes, the earliest.',
    value: ({ createdAt }) => createdAt,
  },
  {
    ...columns.ENCRYPTED,
    about: 'yes where AWS names its key; blank otherwise, for AWS does not say whether it is encrypted.',
    value: ({ kmsKey }) => (kmsKey === undefined ? undefined : true),
  },
  { ...columns.ACCOUNT, value: (_row, { account }) => account },
  {
    ...columns.SOURCE_EXISTS,
    about:
      'yes where there is a cache of that name (it may be another one by now), no where there is none; blank where caches could not be listed.',
    value: ({ sourceExists }) => sourceExists,
  },
  {
    ...columns.ORIGIN,
    about: 'What made it: somebody (manual), or ElastiCache by itself (automated).',
    value: ({ origin }) => origin,
  },
  {
    header: 'Expires At',
    type: 'instant',
    width: 16,
    shown: false,
    mayBeFuture: true,
    about: 'When ElastiCache deletes one of a serverless cache by itself; blank for never.',
    value: ({ expiresAt }) => expiresAt,
  },
  {
    header: 'Engine',
    type: 'enum',
    width: 8,
    shown: false,
    about: 'redis, valkey or memcached.',
    value: ({ engine }) => engine,
  },
  {
    header: 'Engine Version',
    type: 'text',
    width: 14,
    shown: false,
    about: 'The version of its engine; of a serverless cache the major one.',
    value: ({ engineVersion }) => engineVersion,
  },
  {
    header: 'Node Type',
    type: 'enum',
    width: 16,
    shown: false,
    about: 'The type of the nodes of its cluster; blank for a serverless cache.',
    value: ({ nodeType }) => nodeType,
  },
  {
    header: 'Shards',
    type: 'integer',
    unit: 'shards',
    width: 6,
    shown: false,
    about: 'How many shards its cluster had; blank for a serverless cache.',
    value: ({ shards }) => shards,
  },
  { ...columns.KMS_KEY, value: ({ kmsKey }) => kmsKey },
  { ...columns.SOURCE_ACCOUNT, value: ({ arn }) => accountOfArn(arn) },
  columns.derived(columns.ACROSS_ACCOUNTS),
  {
    header: 'Snapshot ARN',
    type: 'arn',
    width: 40,
    shown: false,
    about: 'Its ARN.',
    value: ({ arn }) => arn,
  },
  columns.derived(columns.DELETABILITY),
  columns.derived(columns.DELETABILITY_REASONS),
  columns.derived({
    ...columns.MONTHLY_COST_LOW,
    about:
      'What keeping it costs a month, in US dollars: all of its size; blank where price or size is not known.',
  }),
  columns.derived({
    ...columns.MONTHLY_COST_HIGH,
    about: 'The same as Monthly Cost Low where a price has no range.',
  }),
];
