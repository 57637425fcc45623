/** Two scans that have nothing to be compared by, or a question that they cannot answer: one line for the user. */
export class CannotCompare extends Error {
  override readonly name = 'CannotCompare';
  /** It is what was asked, not what went wrong. */
  readonly badUsage = true;
}
