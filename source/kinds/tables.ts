import { datasyncTask } from './datasync/datasync-task.ts';
import { RECOVERY_POINT_KIND } from './define/point-claims.ts';
import { hasListedSources } from './define/sources.ts';
import { tabsOfTable } from './joined-rows.ts';
import { findKind, RESOURCE_KINDS } from './registry.ts';
import { SOURCES_TAB } from './sources/source-columns.ts';
import { TRANSFERS_TAB } from './transfers/transfer-columns.ts';

/** The services of whose sources nothing is known, since their kinds are off in a scan. */
export function servicesOff(kinds: readonly string[]): readonly string[] {
  const off = RESOURCE_KINDS.filter((kind) => hasListedSources(kind) && !kinds.includes(kind.id));
  // AWS Backup has no sources of its own.
  const services = off.flatMap(({ id, service }) => (id === RECOVERY_POINT_KIND ? [] : [service]));
  return [...new Set(services)];
}

/**
 * True for a kind that the rows of a table come from; those of sources come from every kind that lists some, those of
 * transfers from all of DataSync.
 */
export function isOfTable(kind: string, tab: string): boolean {
  const known = findKind(kind);
  if (known === undefined) return false;
  if (tab === TRANSFERS_TAB) return known.group === datasyncTask.group;
  return tab === SOURCES_TAB ? hasListedSources(known) : tabsOfTable(tab).some((of) => of.tab === known.tab);
}
