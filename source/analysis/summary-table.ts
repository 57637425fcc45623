import type { Column, Value } from '../model/columns.ts';

/** A small table with a title. */
export interface SummaryTable {
  readonly title: string;
  readonly columns: readonly Pick<Column, 'header' | 'type'>[];
  readonly rows: readonly (readonly Value[])[];
  /** Sentences that belong to it. */
  readonly notes?: readonly string[];
}
