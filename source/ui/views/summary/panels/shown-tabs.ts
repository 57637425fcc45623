/** Counts by tab on one line: as many tabs as have room, and where those are not all, one count of all of them. */
import { columnsOfTab } from '../../../../kinds/registry.ts';
import { ALL_SNAPSHOTS } from '../../../../kinds/snapshots/all-snapshots.ts';
import { tabTitleOf } from '../../../../kinds/tabs.ts';
import { cut, fitted } from '../../../kit/text.ts';
import type { Destination } from '../../../state/destination.ts';
import type { PanelLine } from './panel.ts';

/** A label beside counts of some tabs only has at least so many cells: there is room for it then. */
const LEAST_LABEL = 12;

/** The tabs whose counts a line has room for. */
export interface ShownTabs {
  /** All tabs that are counted. */
  readonly all: readonly string[];
  /** Those with a count of their own. */
  readonly own: readonly string[];
  /** There are more: behind the last count stands that of all tabs together. */
  readonly isFolded: boolean;
}

/** What a line counts in each tab. */
export interface CountedInTabs {
  /** Begins the ids of its numbers. */
  readonly id: string;
  readonly countIn: (tab: string) => number;
  readonly to: (tab: string) => Destination;
  /** What its rows are told apart by; null: by nothing that a table could lack. */
  readonly column: string | null;
}

/** Of these tabs the first ones that fit on a line of so many cells, where all else but a label takes `others`. */
export function tabsWithin(
  all: readonly string[],
  cells: { readonly width: number; readonly others: number; readonly label: number; readonly count: number },
): ShownTabs {
  const { width, others, label, count } = cells;
  if (all.length * count + label + others <= width) return { all, own: all, isFolded: false };
  const fit = Math.floor((width - others - LEAST_LABEL) / count);
  return { all, own: all.slice(0, Math.max(0, fit - 1)), isFolded: true };
}

/** How many counts a line has. */
export function countsShown({ own, isFolded }: ShownTabs): number {
  return own.length + (isFolded ? 1 : 0);
}

/** The heads over the counts, each in so many cells. */
export function tabHeads({ own, isFolded }: ShownTabs, cells: number): string {
  const titles = [...own.map(tabTitleOf), ...(isFolded ? ['All'] : [])];
  return titles.map((title) => fitted(cut(title, cells - 1), cells, 'right')).join('');
}

/** The count of all tabs together, and where it leads: to one tab where the others have none, else to the table of all. */
export function countOfAll(
  { all }: ShownTabs,
  { id, countIn, to, column }: CountedInTabs,
): { readonly count: number; readonly link: { readonly id: string; readonly to: Destination } | null } {
  const count = all.reduce((sum, tab) => sum + countIn(tab), 0);
  const [first, ...others] = all.filter((tab) => countIn(tab) > 0);
  const isTold = column === null || columnsOfTab(ALL_SNAPSHOTS.id).some((known) => known.id === column);
  if (first === undefined || (others.length > 0 && !isTold)) return { count, link: null };
  return { count, link: { id: `${id} all`, to: to(others.length === 0 ? first : ALL_SNAPSHOTS.id) } };
}

/** The cells of a count, quiet where it leads nowhere: not every table tells by what its rows are told apart. */
export function quietUnlessLinked(cells: PanelLine): PanelLine {
  return cells.map((piece) => (piece[2] === undefined ? [piece[0], 'quiet'] : piece));
}
