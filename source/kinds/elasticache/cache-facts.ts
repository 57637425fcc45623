/** What differs in snapshots of caches from other kinds, as data. */
import type { ConsolePage } from '../define/console-page.ts';
import type { DeleteCommand } from '../define/delete-command.ts';
import { MADE_BY_HAND, plainFacts, plainTab } from '../snapshots/plain-facts.ts';
import { CACHE_WORDS } from './cache-columns.ts';

/** What both kinds declare; AWS names no status of one that failed. */
export const CACHE_FACTS = plainFacts({
  tab: plainTab('elasticache', 'ElastiCache'),
  words: CACHE_WORDS,
  statuses: { column: 'status', good: ['available'], failed: [], underWay: ['creating', 'copying'] },
  price: 'elasticache_snapshot',
  expires: true,
});

/** The list of all snapshots: the console has a page for each, whose address is not documented. */
export const cacheConsolePage: ConsolePage = (text, region) =>
  text('snapshot_id') === null ? null : `elasticache/home?region=${region}#/backups`;

export const CLUSTER_SNAPSHOT_DELETE: DeleteCommand = {
  service: 'elasticache',
  operation: 'delete-snapshot',
  options: [{ option: '--snapshot-name', column: 'snapshot_id' }],
  only: MADE_BY_HAND,
  isWhole: true,
};

export const SERVERLESS_SNAPSHOT_DELETE: DeleteCommand = {
  service: 'elasticache',
  operation: 'delete-serverless-cache-snapshot',
  options: [{ option: '--serverless-cache-snapshot-name', column: 'snapshot_id' }],
  only: MADE_BY_HAND,
  isWhole: true,
};
