/** What the thread that works on kept scans is told, and what it tells. */
import * as v from 'valibot';
import type { AllRuns } from './all-runs.ts';

const taskSchema = v.variant('do', [
  v.object({ do: v.literal('list') }),
  v.object({ do: v.literal('all runs'), scanFile: v.string(), copy: v.string() }),
]);

/** What it is to do. */
export type HistoryTask = v.InferOutput<typeof taskSchema>;

/** The task out of a message; throws where it is none. */
export function parseHistoryTask(message: unknown): HistoryTask {
  return v.parse(taskSchema, message);
}

/** What putting executions together came to. */
export const allRunsSchema: v.GenericSchema<unknown, AllRuns> = v.object({
  own: v.number(),
  all: v.number(),
  scans: v.number(),
  unread: v.array(v.string()),
  since: v.nullable(v.number()),
});
