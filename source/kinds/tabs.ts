import { RESOURCE_KINDS } from './registry.ts';

/** A tab that shows rows. */
export interface Tab {
  readonly id: string;
  readonly title: string;
}

/** The tabs that show rows, in the order of their first kinds. */
export const TABS: readonly Tab[] = [
  ...new Map(RESOURCE_KINDS.map(({ tab, tabTitle }) => [tab, tabTitle])),
].map(([id, title]) => ({ id, title }));

/** The title of a tab; its id where this version does not know it. */
export function tabTitleOf(id: string): string {
  return TABS.find((tab) => tab.id === id)?.title ?? id;
}
