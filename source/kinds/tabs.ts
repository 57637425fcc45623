import { RESOURCE_KINDS } from './registry.ts';

/** A tab that shows rows. */
export interface Tab {
  readonly id: string;
  readonly title: string;
  /** The digit that opens it; null where there are more tabs than digits. */
  readonly key: string | null;
}

/** Scan (1) and Summary (2) stand before them. */
const DIGITS = '34567890';

/** The tabs that show rows, in the order of their first kinds. */
export const TABS: readonly Tab[] = [
  ...new Map(RESOURCE_KINDS.map(({ tab, tabTitle }) => [tab, tabTitle])),
].map(([id, title], index) => ({ id, title, key: DIGITS[index] ?? null }));

/** The title of a tab; its id where this version does not know it. */
export function tabTitleOf(id: string): string {
  return TABS.find((tab) => tab.id === id)?.title ?? id;
}
