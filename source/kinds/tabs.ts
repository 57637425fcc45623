import { RESOURCE_KINDS } from './registry.ts';
import { SOURCES_TABLE } from './sources/source-columns.ts';

/** A tab that shows rows. */
export interface Tab {
  readonly id: string;
  readonly title: string;
}

/** The tabs that show rows, in the order of their first kinds. */
export const TABS: readonly Tab[] = [
  ...new Map(RESOURCE_KINDS.map(({ tab, tabTitle }) => [tab, tabTitle])),
].map(([id, title]) => ({ id, title }));

/** Every table that a view shows: those of the tabs, and that of sources, which the rows of several tell of. */
export const TABLES: readonly Tab[] = [...TABS, { id: SOURCES_TABLE.id, title: SOURCES_TABLE.title }];

/** The title of a tab; its id where this version does not know it. */
export function tabTitleOf(id: string): string {
  return TABLES.find((tab) => tab.id === id)?.title ?? id;
}
