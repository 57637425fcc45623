import type { Related } from '../../analysis/related-rows.ts';
import type { TableRow } from '../../model/table-query.ts';

/** One row in full. */
export interface DetailState {
  readonly tab: string;
  readonly row: number;
  /** Null while it is being read. */
  readonly loaded: TableRow | null;
  readonly error: string | null;
  /** What is related to it; null while that is being read. */
  readonly related: Related | null;
  readonly relatedError: string | null;
  /** It was opened by a link, so that the way back leads to where that was. */
  readonly followed: boolean;
  readonly field: number;
  readonly top: number;
}
