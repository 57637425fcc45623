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

/** A finding that is about a row on one side alone. */
export interface FindingChange {
  /** The id of the finding. */
  readonly finding: string;
  readonly title: string;
  /** Of the row; of a source the kind of its backups. */
  readonly kind: string;
  readonly account: string;
  readonly region: string;
  readonly key: string;
  /** `unknown`: one side could not have told; `aged-out`: the row has aged out. */
  readonly change: 'new' | 'solved' | 'unknown' | 'aged-out';
}

/** A source that is protected otherwise. */
export interface ProtectionChange {
  /** Of its backups. */
  readonly kind: string;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly source: string;
  /** Null: there was no such source. */
  readonly old: string | null;
  readonly new: string | null;
  /** Why it is judged so now. */
  readonly reason: string | null;
}

/** Whatever a comparison finds. */
export type ScanChange = DifferingRow | VerdictChange | FindingChange | ProtectionChange;

/** True for a row that differs. */
export function isDifferingRow(found: ScanChange): found is DifferingRow {
  return 'values' in found;
}

/** True for a finding that came or went. */
export function isFindingChange(found: ScanChange): found is FindingChange {
  return 'finding' in found;
}

/** True for a source that is protected otherwise. */
export function isProtectionChange(found: ScanChange): found is ProtectionChange {
  return 'source' in found;
}
