import type { Fault } from '../aws/errors.ts';
import type { Credentials } from '../aws/operation.ts';
import type { Cell, CellState } from '../model/cell.ts';
import type { RegionVerdict } from './run-cell.ts';
import type { AskedPrices } from './scan-prices.ts';

/** Memory that the scan worker and its second worker share. */
export interface SharedMemory {
  /** Room for calls in flight. */
  readonly room: SharedArrayBuffer;
  /** What the second worker holds of it. */
  readonly held: SharedArrayBuffer;
  /** Turns at writing the scan file. */
  readonly turns: SharedArrayBuffer;
}

/** What the scan worker tells its second worker. Numbers named `id` tie an answer to its question. */
export type ToSecondWorker =
  | Collection
  | { readonly type: 'region-off'; readonly run: number; readonly message: string }
  | { readonly type: 'credentials'; readonly id: number; readonly answer: CredentialsAnswer }
  | { readonly type: 'expired'; readonly id: number; readonly answer: 'try again' | 'give up' }
  | { readonly type: 'verdict'; readonly id: number; readonly answer: RegionVerdict }
  /** Cells that are not final end as stopped. */
  | { readonly type: 'stop' }
  /** Nothing more will come: leave the scan file. */
  | { readonly type: 'close' };

/** What the second worker tells the scan worker. */
export type FromSecondWorker =
  | { readonly type: 'cells'; readonly cells: readonly CellState[] }
  /** Every cell of a `collect` is final. */
  | { readonly type: 'collected'; readonly id: number }
  /** After that: they are estimated with what AWS gave of prices. */
  | { readonly type: 'priced'; readonly id: number; readonly asked: AskedPrices }
  | { readonly type: 'served'; readonly run: number }
  | { readonly type: 'judge'; readonly id: number; readonly run: number; readonly fault: Fault }
  /** Asks for an account's credentials; those that AWS would not take any more come along. */
  | {
      readonly type: 'credentials';
      readonly id: number;
      readonly account: string;
      readonly stale: Credentials | null;
    }
  | { readonly type: 'expired'; readonly id: number; readonly account: string; readonly fault: Fault }
  /** The scan as a whole cannot go on. */
  | { readonly type: 'failed'; readonly message: string; readonly inScanFile: boolean }
  /** What holds the scan file up, in words; null: nothing any more. */
  | { readonly type: 'held-up'; readonly words: string | null }
  | { readonly type: 'log'; readonly line: string }
  | { readonly type: 'closed' };

/** Collect these cells; `run` tells one region's run apart from any other. */
export interface Collection {
  readonly type: 'collect';
  readonly id: number;
  readonly account: string;
  /** The region of the account's first calls. */
  readonly home: string;
  readonly regions: readonly RegionShare[];
}

/** One region's cells of a collection. */
export interface RegionShare {
  readonly run: number;
  readonly cells: readonly Cell[];
}

/** Credentials, or why there are none. */
export type CredentialsAnswer =
  | { readonly credentials: Credentials }
  | { readonly error: { readonly name: string; readonly message: string } };
