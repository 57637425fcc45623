import type { TransferSample } from '../../kinds/datasync/transfer-progress.ts';

/** What happened to a row since the last look. */
export type Mark = 'new' | 'changed' | 'gone';

/** Cells that are read again and again. */
export interface Watch {
  readonly cells: readonly number[];
  /** What they are, in words: `all cells`, `EBS snapshots`, `us-east-1 EBS`. */
  readonly what: string;
  readonly intervalMs: number;
  /** Rounds that have ended. */
  readonly rounds: number;
  /** True while a round is under way. */
  readonly reading: boolean;
}

/** The live part of the app's state. */
export interface LiveState {
  readonly watch: Watch | null;
  /** By cell, then by row number. */
  readonly marks: ReadonlyMap<number, ReadonlyMap<number, Mark>>;
  /** Cells that are being read again by hand, with their rows in sight. */
  readonly rereading: ReadonlySet<number>;
  /** Cells whose last round brought nothing, and why. */
  readonly failures: ReadonlyMap<number, string>;
  /** Counts of executions under way over the last minute, by row number. */
  readonly samples: ReadonlyMap<number, readonly TransferSample[]>;
  /** When executions under way were last asked for again (milliseconds since 1970), and what failed then. */
  readonly refreshedAt: number | null;
  readonly refreshFailure: string | null;
  /** Grows whenever rows that are there already may have changed. */
  readonly version: number;
}

/** Nothing moves. */
export const initialLive: LiveState = {
  watch: null,
  rereading: new Set(),
  marks: new Map(),
  failures: new Map(),
  samples: new Map(),
  refreshedAt: null,
  refreshFailure: null,
  version: 0,
};
