import type { DeletePlanReview } from '../../analysis/delete-plan/delete-plan.ts';
import type { ExportSelection } from '../../export/export-request.ts';

/** The script of a delete plan that was written. */
export interface WrittenPlan {
  readonly path: string;
  /** The line that runs it so that it deletes. */
  readonly run: string;
}

/** The review of a delete plan, over the table that it is of. */
export interface DeletePlanState {
  readonly selection: ExportSelection;
  /** Null while it is being added up. */
  readonly review: DeletePlanReview | null;
  /** Why it could not be added up. */
  readonly error: string | null;
  /** `asked`: it is being written. */
  readonly script: 'none' | 'asked' | WrittenPlan | { readonly failure: string };
  /** The first line in sight. */
  readonly top: number;
}

/** The review as it opens. */
export function openedPlan(selection: ExportSelection): DeletePlanState {
  return { selection, review: null, error: null, script: 'none', top: 0 };
}
