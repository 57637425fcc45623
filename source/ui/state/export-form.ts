import type { ExportFormat } from '../../model/export-format.ts';
import type { Line } from '../kit/line.ts';

/** Which rows: what the open table shows, its marked rows, those of every kind that pass its filter, or all of the scan. */
export type ExportWhat = 'view' | 'marked' | 'filtered' | 'everything';

/** What is asked, in its order. */
export const FORM_FIELDS = ['what', 'format', 'where'] as const;

/** The answers so far. */
export interface ExportForm {
  readonly field: (typeof FORM_FIELDS)[number];
  readonly what: ExportWhat;
  readonly format: ExportFormat;
  /** A folder or a file. */
  readonly where: Line;
}
