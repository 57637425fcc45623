/** Differences between two scans, as lists, screens and files tell them. */
import type { ColumnType, Value } from './columns.ts';

/**
 * What became of a row: `gone` and `new` where both sides were read, `unknown` where one could not have told,
 * `aged-out` for an execution that lies beyond what AWS remembers, or beyond the days that both scans asked for.
 */
export type RowChange = 'new' | 'gone' | 'changed' | 'unknown' | 'aged-out';

/** All of them, in the order in which they are told. */
export const ROW_CHANGES: readonly RowChange[] = ['new', 'gone', 'changed', 'unknown', 'aged-out'];

/** A value that is not what it was. */
export interface ChangedValue {
  readonly column: string;
  readonly type: ColumnType;
  readonly old: Value;
  readonly new: Value;
}

/** A row that differs. */
export interface DifferingRow {
  /** Id of its resource kind. */
  readonly kind: string;
  readonly account: string;
  readonly region: string;
  readonly key: string;
  readonly change: RowChange;
  /** Of a changed row. */
  readonly values: readonly ChangedValue[];
  /** Why it is not known, has aged out, or went by itself; null: there is nothing to say. */
  readonly why: string | null;
  /** Its number in the table of its tab on each side; null: it is not there. */
  readonly rows: { readonly old: number | null; readonly new: number | null };
}

/** A row whose verdict is another one. */
export interface VerdictChange {
  readonly kind: string;
  readonly account: string;
  readonly region: string;
  readonly key: string;
  readonly old: string | null;
  readonly new: string | null;
}

/** How many rows became what. */
export type ChangeCounts = Readonly<Record<RowChange, number>>;

export const NO_CHANGES: ChangeCounts = { new: 0, gone: 0, changed: 0, unknown: 0, 'aged-out': 0 };
