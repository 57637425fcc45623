/** What the thread of delete plans is asked, and what it answers. */
import * as v from 'valibot';
import type { DeletePlanReview } from '../../analysis/delete-plan/delete-plan.ts';
import { BYTE_UNITS } from '../../model/format.ts';
import { selectionSchema } from '../export-messages.ts';
import { PLAN_FORMS } from './plan-request.ts';

const taskSchema = v.object({
  scanFile: v.string(),
  byteUnit: v.picklist(BYTE_UNITS),
  selection: v.exactOptional(selectionSchema),
  /** Absent: it is to be added up only. */
  write: v.exactOptional(v.object({ form: v.picklist(PLAN_FORMS), output: v.string(), now: v.number() })),
});

/** Ours, from a thread of ours: as good as its type. */
const reviewSchema = v.custom<DeletePlanReview>((given) => typeof given === 'object' && given !== null);

const reportSchema = v.variant('type', [
  v.object({ type: v.literal('done'), review: reviewSchema, path: v.nullable(v.string()) }),
  /** `expected`: a line for the user; otherwise a fault of ours with its stack. */
  v.object({ type: v.literal('failed'), message: v.string(), expected: v.boolean() }),
]);

/** What the thread is to do. */
export type PlanTask = v.InferOutput<typeof taskSchema>;

/** What came of it. */
export type PlanReport = v.InferOutput<typeof reportSchema>;

/** The task out of a message; throws where it is none. */
export function parsePlanTask(message: unknown): PlanTask {
  return v.parse(taskSchema, message);
}

/** The report out of a message; throws where it is none. */
export function parsePlanReport(message: unknown): PlanReport {
  return v.parse(reportSchema, message);
}
