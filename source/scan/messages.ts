import type { MessagePort } from 'node:worker_threads';
import type { AccountState } from '../model/account.ts';
import type { AskJob, AskProgress, AskResult } from '../model/ask.ts';
import type { CellRescan, CellState, Identity, RefreshResult, Refusal, RowRef } from '../model/cell.ts';
import type { SharedMemory } from './second-worker-messages.ts';

/** What the main thread tells the scan worker. */
export type ToScanWorker =
  | { readonly type: 'retry'; readonly cellIds: readonly number[] }
  | { readonly type: 'retry-accounts'; readonly accounts: readonly string[] }
  /** Somebody looks into an account; null: into none any more. Answered by `looked-into`. */
  | { readonly type: 'look-into'; readonly account: string | null }
  /** Answered by `rescanned` and `refreshed` with the same number. */
  | { readonly type: 'rescan'; readonly id: number; readonly cellIds: readonly number[] }
  | { readonly type: 'refresh'; readonly id: number; readonly kind: string; readonly rows: readonly RowRef[] }
  /** Answered by `asking` as rows are asked, and `asked` at the end, with the same number. */
  | { readonly type: 'ask'; readonly id: number; readonly job: AskJob }
  | { readonly type: 'stop-asking'; readonly id: number }
  | { readonly type: 'stop' }
  /** The way to a second worker. */
  | { readonly type: 'second worker'; readonly port: MessagePort }
  | { readonly type: 'mfa-code'; readonly code: string }
  /** The person gave no code; why. */
  | { readonly type: 'no-mfa-code'; readonly reason: string };

/** What the scan worker tells the main thread: counts and states, never rows. */
export type FromScanWorker =
  /**
   * It has begun, or has lost its second worker, and would share its cells and this memory with one; the answer is
   * `second worker`, once the former one has ended.
   */
  | { readonly type: 'second-worker-wanted'; readonly shared: SharedMemory }
  | {
      readonly type: 'planned';
      /** Null: nobody had to ask who the caller is. */
      readonly identity: Identity | null;
      readonly regions: readonly string[];
      readonly regionsOff: readonly string[];
      /** Of a scan of many; else none. */
      readonly accounts: readonly AccountState[];
      readonly cells: readonly CellState[];
    }
  /** Accounts of a scan of many, those that changed; the regions of all so far. */
  | {
      readonly type: 'accounts';
      readonly accounts: readonly AccountState[];
      readonly regions: readonly string[];
    }
  /** Cells of the account that is looked into, those that changed. */
  | { readonly type: 'looked-into'; readonly account: string; readonly cells: readonly CellState[] }
  /** Cells of a scan of many accounts that have a problem, or had one until now. */
  | { readonly type: 'problems'; readonly cells: readonly CellState[] }
  /** How the credentials were found, in words. */
  | { readonly type: 'credentials'; readonly words: string }
  | { readonly type: 'identity'; readonly identity: Identity }
  | { readonly type: 'cells'; readonly cells: readonly CellState[] }
  | { readonly type: 'rescanned'; readonly id: number; readonly cells: readonly CellRescan[] }
  | { readonly type: 'refreshed'; readonly id: number; readonly result: RefreshResult }
  | { readonly type: 'asking'; readonly id: number; readonly progress: AskProgress }
  | { readonly type: 'asked'; readonly id: number; readonly result: AskResult }
  | { readonly type: 'notice'; readonly notice: string | null }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | {
      readonly type: 'finished';
      readonly endedAt: number;
      readonly stopped: boolean;
      /** Why the scan as a whole ended early, if anything did beside a person. */
      readonly refusal: Refusal | null;
    }
  | { readonly type: 'closed' }
  | { readonly type: 'ask-mfa'; readonly serial: string }
  | { readonly type: 'log'; readonly line: string };
