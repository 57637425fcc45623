/** Formats that a scan file can be exported to. */
export type ExportFormat = 'xlsx' | 'csv' | 'json' | 'ndjson';

/** All of them, as `--format` lists them. */
export const EXPORT_FORMATS: readonly ExportFormat[] = ['xlsx', 'csv', 'json', 'ndjson'];
