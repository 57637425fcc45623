import type { Value } from '../model/columns.ts';
import type { TextColumn } from './text-table.ts';

/** A small table with a title. */
export interface SummaryTable {
  readonly title: string;
  readonly columns: readonly TextColumn[];
  readonly rows: readonly (readonly Value[])[];
  /** Stands over it where its numbers are at least so much, and says why. */
  readonly atLeast?: string | undefined;
  /** Sentences that belong to it. */
  readonly notes?: readonly string[];
}
