/** What went wrong in a cell or an account, made safe to show. */
export interface CellError {
  /** AWS's or the network's name for it: `AccessDeniedException`, `ECONNRESET`. */
  readonly code: string;
  /** One line in words. */
  readonly message: string;
  /** What to do about it, where there is something. */
  readonly advice?: string;
}
