/** What kinds of plain snapshots declare alike. */
import { LEFT_OUT_BY_DATE } from '../define/absence.ts';
import { type Relation, sameSource } from '../define/relation.ts';
import type { SourceFacts } from '../define/sources.ts';
import type { TabSpec } from '../define/tab.ts';
import { snapshotFindings } from './findings-snapshots.ts';
import type { PlainWords } from './plain-columns.ts';
import { type PlainDerivation, plainDerivation } from './plain-derivation.ts';
import type { PlainSnapshot } from './plain-snapshot.ts';
import { SNAPSHOT_GLANCE } from './snapshot-columns.ts';

/** The tab of such a kind. */
export const plainTab = (id: string, title: string): TabSpec => ({
  id,
  title,
  glance: SNAPSHOT_GLANCE,
  order: { column: 'creation_time', descending: true },
});

/** What differs in what they declare. */
interface PlainFacts extends PlainDerivation {
  readonly tab: TabSpec;
  readonly words: PlainWords;
}

/** The declarations that follow; of AWS Backup they know nothing, and nothing is asked for with options. */
export function plainFacts({ tab, words, statuses, price, expires }: PlainFacts) {
  const sources: SourceFacts = {
    title: words.sources,
    id: 'source',
    name: 'source_name',
    exists: 'source_exists',
    sameRegion: true,
    backups: {
      ...{ id: 'snapshot_id', made: 'creation_time', copiedFrom: null, size: 'size', elsewhere: null },
    },
  };
  const relations: readonly Relation[] = [sameSource(`Snapshots of its ${words.source}`, tab.id, sources)];
  return {
    noun: 'snapshot',
    group: 'snapshots',
    service: words.service,
    byDefault: false,
    tab,
    key: ({ arn, id }: PlainSnapshot) => arn ?? id,
    identity: 'snapshot_arn',
    telling: ['snapshot_id', 'creation_time', 'status'],
    optionalActions: 'none',
    askedLater: 'none',
    derivation: plainDerivation({ words, statuses, price, expires }),
    recoveryPoints: 'none',
    refresh: 'none',
    statuses,
    sources,
    relations,
    findings: snapshotFindings({
      tab: tab.id,
      title: `${words.service} snapshots`,
      stuck: statuses.underWay,
      failed: statuses.failed,
      isShareable: false,
      hasStatusMessage: false,
    }),
    leftOut: LEFT_OUT_BY_DATE,
    leavesAt: expires ? ['expires_at'] : 'none',
    // No source was found for such a price, so that only a list of one's own (`--prices`) has it.
    pricedBy:
      price === null
        ? { items: [], note: `AWS tells no size of ${words.service} snapshots: their cost is not known` }
        : { items: [{ id: price, about: `${words.service} snapshots`, builtIn: {} }], note: null },
  } as const;
}

/** Services delete automatic ones themselves. */
export const MADE_BY_HAND = { column: 'origin', oneOf: ['manual'] } as const;
