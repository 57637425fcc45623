/** What is asked of rows after their scan: who they are shared with, their tags. */

/** Rows of a tab by their numbers; null: all of them. */
export interface RowsOfTab {
  readonly tab: string;
  readonly rows: Uint32Array | null;
}

/** What is to be asked, and of which rows; those that were asked already are passed over. */
export interface AskJob {
  /** Its name: `attributes`, `tags`. */
  readonly what: string;
  readonly of: readonly RowsOfTab[];
}

/** How far asking is. */
export interface AskProgress {
  /** Rows whose answers are written. */
  readonly asked: number;
  /** Rows that stay as they were, since AWS would not answer. */
  readonly failed: number;
}

/** How asking ended. */
export interface AskResult extends AskProgress {
  /** It was stopped: rows that are in neither number can be asked another time. */
  readonly isStopped: boolean;
  /** Why rows failed, in one line each, with how many; the most frequent first. */
  readonly failures: readonly { readonly message: string; readonly rows: number }[];
}

/** What asking would take, counted before it begins. */
export interface AskPlan {
  /** Rows that were not asked yet. */
  readonly rows: number;
  /** Rows that there was nothing to ask of: they were asked before, or are of a kind that has none of it. */
  readonly passedOver: number;
  /** The calls that they take, at most. */
  readonly calls: number;
  /** The region of an account with the most calls; null: none has any. */
  readonly most: { readonly account: string; readonly region: string; readonly calls: number } | null;
}
