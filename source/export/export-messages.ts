/** What an export and its thread say to each other. */
import * as v from 'valibot';
import { EXPORT_FORMATS } from '../model/export-format.ts';
import { BYTE_UNITS } from '../model/format.ts';
import { querySchema } from '../queries/query-messages.ts';
import type { ExportedSummary, ExportSelection } from './export-request.ts';

/** The part of a tab that is asked for. */
export const selectionSchema: v.GenericSchema<unknown, ExportSelection> = v.object({
  query: querySchema,
  rows: v.exactOptional(v.array(v.number())),
  sources: v.exactOptional(
    v.array(
      v.object({
        ...{ kind: v.string(), account: v.string(), region: v.string(), key: v.string() },
        isGone: v.boolean(),
      }),
    ),
  ),
  words: v.string(),
});

const taskSchema = v.object({
  scanFile: v.string(),
  byteUnit: v.picklist(BYTE_UNITS),
  now: v.number(),
  filter: v.exactOptional(v.string()),
  selection: v.exactOptional(selectionSchema),
  withSummary: v.exactOptional(v.literal(true)),
  jobs: v.array(
    v.object({
      format: v.picklist(EXPORT_FORMATS),
      account: v.exactOptional(v.string()),
      onlyIfCut: v.exactOptional(v.literal(true)),
      files: v.array(v.object({ part: v.string(), path: v.string(), shownAs: v.string() })),
    }),
  ),
});

const texts = v.pipe(v.array(v.string()), v.readonly());

const filterSchema = v.object({
  text: v.string(),
  kinds: v.pipe(
    v.array(v.object({ kind: v.string(), found: v.number(), kept: v.number(), lacking: texts })),
    v.readonly(),
  ),
  sources: v.exactOptional(v.object({ found: v.number(), kept: v.number() })),
});

/** Ours, from a thread of ours: as good as its type. */
const summarySchema = v.custom<ExportedSummary>((given) => typeof given === 'object' && given !== null);

const reportSchema = v.variant('type', [
  v.object({
    type: v.literal('progress'),
    progress: v.object({ rows: v.number(), share: v.number(), part: v.string() }),
  }),
  v.object({
    type: v.literal('done'),
    rows: v.number(),
    partial: v.boolean(),
    filter: v.exactOptional(filterSchema),
    summary: v.exactOptional(summarySchema),
  }),
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
