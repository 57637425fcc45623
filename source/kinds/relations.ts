import type { ResourceKind } from './define/define-resource.ts';
import { listOf } from './define/none.ts';
import { type Relation, relation, SAME_SOURCE } from './define/relation.ts';
import { listedBy } from './define/sources.ts';
import { findKind } from './registry.ts';
import { kindOfBackups } from './sources/source-columns.ts';

/** The relations that start from the rows of a kind, in order; none for a kind that this version does not know. */
export function relationsOf(kind: string): readonly Relation[] {
  const ofBackups = kindOfBackups(kind);
  if (ofBackups !== null) return relationsOfSource(findKind(ofBackups));
  return listOf(findKind(kind)?.relations ?? 'none');
}

const OF_SOURCES = new Map<ResourceKind, readonly Relation[]>();

/** From a source to its backups. */
function relationsOfSource(kind: ResourceKind | undefined): readonly Relation[] {
  if (kind === undefined || kind.sources === 'none') return [];
  const known = OF_SOURCES.get(kind);
  if (known !== undefined) return known;
  const sameRegion = kind.sources.sameRegion || kind.sources.backups?.isNamedAgain === true;
  const backups = relation({
    ...{
      id: SAME_SOURCE,
      title: 'Its backups',
      tab: kind.tab,
      column: listedBy(kind.sources),
      from: ['source_key'],
    },
    ...{ sameRegion, newest: 'creation_time', onlyIfGiven: true },
  });
  const points = relation({
    ...{ id: 'points', title: 'Its recovery points in vaults', tab: 'points', column: 'source_arn' },
    ...{ from: ['source_arn'], newest: 'creation_time', onlyIfGiven: true },
  });
  const all = kind.sources.backups?.isKeptInVaults === true ? [backups, points] : [backups];
  OF_SOURCES.set(kind, all);
  return all;
}
