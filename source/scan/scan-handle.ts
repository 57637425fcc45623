import type { AskJob, AskProgress, AskResult } from '../model/ask.ts';
import type { CellRescan, RefreshResult, RowRef, ScanState } from '../model/cell.ts';

/** A scan under way: what the terminal app and the headless commands hold on to. */
export interface ScanHandle {
  /** The state now; a new object whenever something changed. */
  readonly state: () => ScanState;
  /** Called after changes, at most ten times a second. Returns the way to unsubscribe. */
  readonly subscribe: (listener: (state: ScanState) => void) => () => void;
  /** Runs these cells again; their rows are replaced. */
  readonly retry: (cellIds: readonly number[]) => void;
  /** Runs accounts again: those that could not be entered whole, of others the cells that are not done. */
  readonly retryAccounts: (accounts: readonly string[]) => void;
  /** Tells of the cells of this account from now on (`lookedInto`); null: of none. */
  readonly lookInto: (account: string | null) => void;
  /**
   * Reads these cells once more, all at once, each with its rows in sight until the new ones are complete. Cells that
   * have not ended, or are being read again already, are left out. Rejects where the scan ends before.
   */
  readonly rescan: (cellIds: readonly number[]) => Promise<readonly CellRescan[]>;
  /**
   * Asks for these rows of a kind again, one call each, and writes them in place in one transaction. Rejects where
   * the scan ends before.
   */
  readonly refresh: (kind: string, rows: readonly RowRef[]) => Promise<RefreshResult>;
  /**
   * Asks rows what the scan left out, one by one, and writes the answers in their places; `onProgress` is told as they
   * come. When the signal is aborted it ends with what there is. Rejects where the scan ends before.
   */
  readonly ask: (
    job: AskJob,
    onProgress: (progress: AskProgress) => void,
    signal: AbortSignal,
  ) => Promise<AskResult>;
  /**
   * Stops what is not final; rows read stay. Resolves when the scan file is closed, or left as it is where that
   * takes too long or must not take any time.
   */
  readonly stop: (how?: 'at once') => Promise<void>;
  /** Resolves when every cell is final (or the scan was refused). */
  readonly finished: Promise<ScanState>;
}
