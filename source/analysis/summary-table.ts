import type { Value } from '../model/columns.ts';
import type { TextColumn } from './text-table.ts';

/** A small table with a title. */
export interface SummaryTable {
  readonly title: string;
  readonly columns: readonly TextColumn[];
  readonly rows: readonly (readonly Value[])[];
  /** Stands over it where its numbers are at least so much, and says why. */
  readonly atLeast?: string | undefined;
  /** By row, which of its values are at least so much, by their places; absent: none. */
  readonly short?: readonly (readonly number[])[];
  /** Sentences that belong to it. */
  readonly notes?: readonly string[];
}

/** A table before what it leaves out is known. */
export interface TableOfKinds extends SummaryTable {
  /** The kinds that each of its rows is of; absent: all of those that the table is of. */
  readonly rowKinds?: readonly (readonly string[])[];
}
