/** What an export and its thread say to each other. */
import * as v from 'valibot';
import { BYTE_UNITS } from '../analysis/format.ts';
import { EXPORT_FORMATS } from './export-request.ts';

const taskSchema = v.object({
  scanFile: v.string(),
  byteUnit: v.picklist(BYTE_UNITS),
  now: v.number(),
  jobs: v.array(
    v.object({
      format: v.picklist(EXPORT_FORMATS),
      files: v.array(v.object({ part: v.string(), path: v.string(), shownAs: v.string() })),
    }),
  ),
});

const reportSchema = v.variant('type', [
  v.object({
    type: v.literal('progress'),
    progress: v.object({ rows: v.number(), totalRows: v.number(), part: v.string() }),
  }),
  v.object({ type: v.literal('done'), rows: v.number(), partial: v.boolean() }),
  /** `expected`: a line for the user; otherwise a fault of ours with its stack. */
  v.object({ type: v.literal('failed'), message: v.string(), expected: v.boolean() }),
]);

/** What the thread is to write. */
export type ExportTask = v.InferOutput<typeof taskSchema>;

/** What the thread tells. */
export type ExportReport = v.InferOutput<typeof reportSchema>;

/** The task out of a message; throws where it is none. */
export function parseExportTask(message: unknown): ExportTask {
  return v.parse(taskSchema, message);
}

/** The report out of a message; throws where it is none. */
export function parseExportReport(message: unknown): ExportReport {
  return v.parse(reportSchema, message);
}
