import { RESOURCE_KINDS } from './registry.ts';
import { ALL_SNAPSHOTS } from './snapshots/all-snapshots.ts';
import { WORKED_OUT } from './worked-out.ts';

/** A tab that shows rows. */
export interface Tab {
  readonly id: string;
  readonly title: string;
}

/** The tabs that show rows, in the order of their first kinds. */
export const TABS: readonly Tab[] = [
  ...new Map(RESOURCE_KINDS.map(({ tab, tabTitle }) => [tab, tabTitle])),
].map(([id, title]) => ({ id, title }));

/** Tables beside the tabs: the rows of several, and what those tell of. Each is a view while it is open. */
export const TABLES_BESIDE: readonly Tab[] = [ALL_SNAPSHOTS, ...WORKED_OUT].map(({ id, title }) => ({
  id,
  title,
}));

/** Every table that a view shows. */
export const TABLES: readonly Tab[] = [...TABS, ...TABLES_BESIDE];

/** The title of a tab; its id where this version does not know it. */
export function tabTitleOf(id: string): string {
  return TABLES.find((tab) => tab.id === id)?.title ?? id;
}
