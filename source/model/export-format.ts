/** Formats that a scan file can be exported to. */
export type ExportFormat = 'xlsx' | 'csv' | 'json' | 'ndjson' | 'html' | 'markdown';

/** Names of standard output as a path. */
const STANDARD_OUTPUT = ['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'];

/** True for a path that stands for standard output. */
export function isStandardOutput(output: string): boolean {
  return STANDARD_OUTPUT.includes(output);
}

/** All of them, as `--format` lists them. */
export const EXPORT_FORMATS: readonly ExportFormat[] = ['xlsx', 'csv', 'json', 'ndjson', 'html', 'markdown'];
