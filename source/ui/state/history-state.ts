import type { KeptScan } from '../../model/kept-scan.ts';

/** The list of kept scans. */
export interface HistoryState {
  /** The newest first; null until they were read. */
  readonly scans: readonly KeptScan[] | null;
  readonly error: string | null;
  readonly cursor: number;
  /** The first one in sight. */
  readonly top: number;
  /** The file that Enter was pressed on while a scan ran: once more opens it. */
  readonly sure: string | null;
}

/** The list as it opens. */
export const openedHistory: HistoryState = { scans: null, error: null, cursor: 0, top: 0, sure: null };
