import type { Phase } from './phase.ts';

/** The cells of one kind added up, those of an account or of a region in all accounts. */
export interface KindSum {
  readonly kind: string;
  /** What they come to: as they all are, else at work, else in part. */
  readonly phase: Phase;
  readonly cells: number;
  readonly finished: number;
  /** Cells that ended with something to say. */
  readonly problems: number;
  readonly rows: number;
  readonly calls: number;
  readonly retries: number;
}
