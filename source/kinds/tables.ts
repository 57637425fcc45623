import { hasListedSources } from './define/sources.ts';
import { tabsOfTable } from './joined-rows.ts';
import { findKind } from './registry.ts';
import { SOURCES_TAB } from './sources/source-columns.ts';

/** True for a kind that the rows of a table come from; those of sources come from every kind that lists some. */
export function isOfTable(kind: string, tab: string): boolean {
  const known = findKind(kind);
  if (known === undefined) return false;
  return tab === SOURCES_TAB ? hasListedSources(known) : tabsOfTable(tab).some((of) => of.tab === known.tab);
}
