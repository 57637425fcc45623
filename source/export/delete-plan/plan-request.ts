import type { DeletePlanReview } from '../../analysis/delete-plan/delete-plan.ts';
import type { ByteUnit } from '../../model/format.ts';
import type { FilterOutcome } from '../../store/filter/keep-rows.ts';
import type { ExportSelection } from '../export-request.ts';

/** What a delete plan is written as: a script for a shell, or data for a program. */
export const PLAN_FORMS = ['sh', 'powershell', 'json'] as const;

/** One of them. */
export type PlanForm = (typeof PLAN_FORMS)[number];

/** Which rows a delete plan is asked about. */
export interface DeletePlanPart {
  readonly scanFile: string;
  readonly byteUnit: ByteUnit;
  /** Only rows that pass this filter; absent or blank: all rows. */
  readonly filter?: string;
  /** Only a part of one tab's rows; no filter beside it. */
  readonly selection?: ExportSelection;
}

/** A delete plan to write. */
export interface DeletePlanRequest extends DeletePlanPart {
  readonly form: PlanForm;
  /** A folder (made if missing), a file, or `-` for standard output. */
  readonly output: string;
  /** The moment of the plan, milliseconds since 1970 UTC. */
  readonly now: number;
}

/** A delete plan that was made. */
export interface DeletePlanResult {
  readonly review: DeletePlanReview;
  /** Null: it went to standard output, or there was no row for a script. */
  readonly path: string | null;
  /** What the filter kept; absent without one. */
  readonly filter?: FilterOutcome;
}
