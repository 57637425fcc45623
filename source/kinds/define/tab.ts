import type { SortKey } from '../../model/table-query.ts';
import type { None } from './none.ts';

/** A tab of the terminal app over one or more kinds. Each of its kinds names the same object. */
export interface TabSpec {
  /** Also the name of its table in the scan file. */
  readonly id: string;
  readonly title: string;
  /**
   * Ids of the columns that say at a glance what a row is, where, of what, how big, when, whether it may go and how dear
   * it is, in the order in which they stand on screen; the first one stays when the others are scrolled.
   */
  readonly glance: readonly string[];
  /** What its rows are sorted by where nobody asks for another order, so that every run shows them alike. */
  readonly order: SortKey | None;
}
