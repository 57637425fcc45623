import type { ByteUnit } from '../analysis/format.ts';

/** Formats that a scan file can be exported to. */
export type ExportFormat = 'xlsx' | 'csv' | 'json' | 'ndjson';

/** All of them, as `--format` lists them. */
export const EXPORT_FORMATS: readonly ExportFormat[] = ['xlsx', 'csv', 'json', 'ndjson'];

/** What to export and where to. */
export interface ExportRequest {
  readonly scanFile: string;
  readonly formats: readonly ExportFormat[];
  /** A folder (made if missing), a file, or `-` for standard output. */
  readonly output: string;
  readonly byteUnit: ByteUnit;
  /** The moment of the export, milliseconds since 1970 UTC: the date in the file's name. */
  readonly now: number;
}
