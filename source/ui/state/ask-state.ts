/** What rows are asked that their scan left out: the review before, and what is under way. */
import type { LaterId } from '../../kinds/define/asked-later.ts';
import type { AskJob, AskPlan, AskProgress } from '../../model/ask.ts';

/** The review before rows are asked, over the view that it was opened in. */
export interface AskReview {
  readonly what: LaterId;
  readonly job: AskJob;
  /** Which rows they are, in words. */
  readonly words: string;
  /** Null while it is being counted. */
  readonly plan: AskPlan | null;
  /** Why it could not be counted. */
  readonly error: string | null;
}

/** Rows that are being asked. */
export interface AskRun extends AskProgress {
  readonly what: LaterId;
  readonly job: AskJob;
  /** Rows that are asked in all. */
  readonly rows: number;
  readonly isStopping: boolean;
}

/** What is open and under way; null: there is none. */
export interface AskState {
  readonly review: AskReview | null;
  /** The kind that is to be read into the scan, whose review is open. */
  readonly kind: string | null;
  readonly run: AskRun | null;
}

/** Nothing is asked. */
export const NOTHING_ASKED: AskState = { review: null, kind: null, run: null };
