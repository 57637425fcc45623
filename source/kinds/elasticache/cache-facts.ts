/** What differs in snapshots of caches from other kinds, as data. */
import type { ConsolePage } from '../define/console-page.ts';
import type { DeleteCommand } from '../define/delete-command.ts';
import type { PricedBy } from '../define/price-items.ts';
import { type Relation, sameSource } from '../define/relation.ts';
import type { SourceFacts } from '../define/sources.ts';
import type { Statuses } from '../define/statuses.ts';
import type { TabSpec } from '../define/tab.ts';
import { snapshotFindings } from '../snapshots/findings-snapshots.ts';
import { plainDerivation } from '../snapshots/plain-derivation.ts';
import { SNAPSHOT_GLANCE } from '../snapshots/snapshot-columns.ts';
import { CACHE_WORDS } from './cache-columns.ts';

export const CACHE_TAB: TabSpec = {
  id: 'elasticache',
  title: 'ElastiCache',
  glance: SNAPSHOT_GLANCE,
  order: { column: 'creation_time', descending: true },
};

/** AWS names no status of one that failed. */
export const CACHE_STATUSES: Statuses = {
  column: 'status',
  good: ['available'],
  failed: [],
  underWay: ['creating', 'copying'],
};

/** The newest complete one of a cache, which goes by its name. */
export const CACHE_DERIVATION = plainDerivation({
  words: CACHE_WORDS,
  statuses: CACHE_STATUSES,
  price: 'elasticache_snapshot',
});

/** Of either kind: `title` is what they are. */
export const cacheSources = (title: string): SourceFacts => ({
  title,
  id: 'source',
  name: 'source_name',
  exists: 'source_exists',
  sameRegion: true,
});

export const CACHE_RELATIONS: readonly Relation[] = [
  sameSource('Snapshots of its cache', CACHE_TAB.id, cacheSources('caches')),
];

export const CACHE_FINDINGS = snapshotFindings({
  tab: CACHE_TAB.id,
  title: 'ElastiCache snapshots',
  stuck: CACHE_STATUSES.underWay,
  failed: CACHE_STATUSES.failed,
  isShareable: false,
  hasStatusMessage: false,
});

/** The list of all snapshots: the console has a page for each, whose address is not documented. */
export const cacheConsolePage: ConsolePage = (text, region) =>
  text('snapshot_id') === null ? null : `elasticache/home?region=${region}#/backups`;

/** No source was found for a price, so that only a list of one's own (`--prices`) has it. */
export const CACHE_PRICES: PricedBy = {
  items: [{ id: 'elasticache_snapshot', about: 'ElastiCache snapshots', builtIn: {} }],
  note: null,
};

/** ElastiCache deletes automatic ones itself. */
const OF_HAND = { column: 'origin', oneOf: ['manual'] } as const;

export const CLUSTER_SNAPSHOT_DELETE: DeleteCommand = {
  service: 'elasticache',
  operation: 'delete-snapshot',
  options: [{ option: '--snapshot-name', column: 'snapshot_id' }],
  only: OF_HAND,
};

export const SERVERLESS_SNAPSHOT_DELETE: DeleteCommand = {
  service: 'elasticache',
  operation: 'delete-serverless-cache-snapshot',
  options: [{ option: '--serverless-cache-snapshot-name', column: 'snapshot_id' }],
  only: OF_HAND,
};
