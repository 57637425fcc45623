import type { DetailState } from './detail-state.ts';
import type { FacetState } from './facet-state.ts';
import type { TableState } from './table.ts';

/** A place that was left by following a link, as it was then. */
export interface Step {
  readonly view: string;
  readonly detail: DetailState | null;
  /** The table of the view; null where the view is none. */
  readonly table: TableState | null;
  /** The tables that the link narrowed down, as they were before. */
  readonly replaced: readonly TableState[];
  /** The tree of DataSync was in front. */
  readonly topology: boolean;
  /** The calendar of transfers was in front. */
  readonly calendar: boolean;
  /** The values of a column that were counted; null: rows were. */
  readonly facet: FacetState | null;
}
