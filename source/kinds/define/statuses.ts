/** What the words in the status column of a kind mean, spelled as AWS does. Others mean neither. */
export interface Statuses {
  /** The column that holds them. */
  readonly column: string;
  /** It is what it should be: whole, usable, done. */
  readonly good: readonly string[];
  /** It is broken, or it ended badly. */
  readonly failed: readonly string[];
  /** On its way to another status. */
  readonly underWay: readonly string[];
}
