/** Tables whose rows are those of several tabs: each tab has a range of row numbers of its own, so that one number names one row. */
import { RESOURCE_KINDS } from './registry.ts';
import { ALL_SNAPSHOTS } from './snapshots/all-snapshots.ts';

/** Row numbers of one tab; so many rows no scan file has, and fifteen tabs of them fit into 32 bits. */
const RANGE = 2 ** 28;

/** A row by its tab and its number there. */
export interface RowOfTab {
  readonly tab: string;
  readonly row: number;
}

const SNAPSHOT_TABS: readonly string[] = [
  ...new Set(RESOURCE_KINDS.flatMap(({ group, tab }) => (group === 'snapshots' ? [tab] : []))),
];

/** The tabs that the rows of a table are from, and what the number of a row of each is raised by; a tab's own are its own. */
export function tabsOfTable(table: string): readonly { readonly tab: string; readonly base: number }[] {
  if (table !== ALL_SNAPSHOTS.id) return [{ tab: table, base: 0 }];
  return SNAPSHOT_TABS.map((tab, index) => ({ tab, base: index * RANGE }));
}

/** The tab that a row of a table is from, and its number there. */
export function rowOfTab(table: string, row: number): RowOfTab {
  if (table !== ALL_SNAPSHOTS.id) return { tab: table, row };
  const tab = SNAPSHOT_TABS[Math.floor(row / RANGE)];
  return tab === undefined ? { tab: table, row } : { tab, row: row % RANGE };
}

/** Of these rows of a table those of one of its tabs, by their numbers there, in the same order. */
export function rowsWithin(rows: Uint32Array, base: number): Uint32Array {
  const within = (row: number): boolean => row >= base && row < base + RANGE;
  return base === 0 && rows.every(within) ? rows : rows.filter(within).map((row) => row - base);
}
