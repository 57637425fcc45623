import type { AccountState } from './account.ts';
import type { CellError } from './cell-error.ts';
import type { Phase } from './phase.ts';

export type { CellError } from './cell-error.ts';
export { isFinal, isProblem, isSound, isUnfinished, type Outcome, type Phase } from './phase.ts';

/** A cell: one collector in one region of one account. */
export interface Cell {
  /** Its number in the scan file. */
  readonly id: number;
  readonly account: string;
  readonly partition: string;
  readonly region: string;
  /** Id of the resource kind. */
  readonly kind: string;
}

/** When AWS answered what was read: the first and the last time, in milliseconds since 1970 UTC. */
export interface ReadTime {
  readonly at: number;
  readonly until: number;
}

/** A cell with how far it is. */
export interface CellState extends Cell {
  readonly phase: Phase;
  /** Rows written to the scan file so far. */
  readonly rows: number;
  /** Requests sent to AWS, retries included. */
  readonly calls: number;
  /** Requests that had to be sent again. */
  readonly retries: number;
  /** Milliseconds since 1970 UTC; null before. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Null before the first answer, and where a scan file does not say. */
  readonly read: ReadTime | null;
  readonly error: CellError | null;
  /** While waiting: which attempt failed and when the next one is due (milliseconds since 1970). */
  readonly waiting: { readonly attempt: number; readonly nextTryAt: number; readonly code: string } | null;
}

/** The cells of the regions that are scanned: wherever cells are counted, these are; those of regions that are off are not. */
export function scannedCells<One extends Pick<Cell, 'region'>>({
  cells,
  regionsOff,
}: {
  readonly cells: readonly One[];
  readonly regionsOff: readonly string[];
}): readonly One[] {
  if (regionsOff.length === 0) return cells;
  const off = new Set(regionsOff);
  return cells.filter(({ region }) => !off.has(region));
}

/** A region of the account as AWS lists it. */
export interface RegionStatus {
  readonly name: string;
  readonly status: 'opt-in-not-required' | 'opted-in' | 'not-opted-in' | 'unknown';
}

/** Who is asking. */
export interface Identity {
  readonly account: string;
  readonly callerArn: string;
  readonly partition: string;
  /** From config.json's mapping, else the account's own name, else its alias, else the id. */
  readonly accountName: string;
}

/** The whole of a scan at one moment, as screens and progress lines read it. */
export interface ScanState {
  /** `identifying` until account and regions are known. */
  readonly stage: 'identifying' | 'scanning' | 'complete' | 'stopped' | 'refused';
  readonly identity: Identity | null;
  /** The profile that was named, if any. */
  readonly profile: string | null;
  /** How the credentials were found, in words; null: not yet, or not known. */
  readonly credentials: string | null;
  /** Regions that are scanned, in the order of the grid. */
  readonly regions: readonly string[];
  /** Regions asked for or known that are off for this account. */
  readonly regionsOff: readonly string[];
  /** Kinds that are scanned, in the registry's order. */
  readonly kinds: readonly string[];
  /** Of a scan of many accounts: those of a region and kind in all accounts as one, under no account. */
  readonly cells: readonly CellState[];
  /** Of a scan of many accounts, in the order of the scan; of the caller's own alone: none. */
  readonly accounts: readonly AccountState[];
  /** Of a scan of many accounts: the cells of the one that is looked into; null: none is. */
  readonly lookedInto: { readonly account: string; readonly cells: readonly CellState[] } | null;
  /** Of a scan of many accounts: cells that ended with a problem, the first thousands of them. */
  readonly problems: readonly CellState[];
  /** Of a scan file that an earlier version wrote: what has no backup is missing in it; absent: nothing is. */
  readonly lacksSources?: true;
  readonly startedAt: number;
  /** When the scan had ended; running cells again afterwards changes nothing of it. */
  readonly endedAt: number | null;
  /** When cells of a scan that had ended began to run again; null: none do. */
  readonly rerunAt: number | null;
  /** Path of the scan file. */
  readonly scanFile: string;
  /** Why nothing was scanned (stage `refused`), in lines for the user. */
  readonly refusal: Refusal | null;
  /** Something to say about the scan as a whole (clock skew, waiting for new credentials), if anything. */
  readonly notice: string | null;
}

/** Why a scan did not start. */
export interface Refusal {
  readonly lines: readonly string[];
  readonly exitCode: 1 | 2 | 4;
}

/** What a new run of a cell changed, by the numbers of its rows. */
export interface RowChanges {
  readonly added: readonly number[];
  readonly changed: readonly number[];
  readonly gone: readonly number[];
}

/** What came of reading a cell once more while its rows stayed in sight. */
export interface CellRescan {
  readonly cellId: number;
  /** Milliseconds since 1970 UTC. */
  readonly endedAt: number;
  /** Null where the rows of before stay, because the new ones are not as good; `failure` says why. */
  readonly changes: RowChanges | null;
  readonly failure: string | null;
}

/** A row to be asked for again. */
export interface RowRef {
  /** Its number in the table of its tab. */
  readonly row: number;
  readonly account: string;
  readonly region: string;
  /** What tells it from others: its ARN or id. */
  readonly key: string;
}

/** What came of asking for rows again. */
export interface RefreshResult {
  /** Numbers of the rows that were written again; one that is gone from the scan file is in neither list. */
  readonly refreshed: readonly number[];
  /** Rows that stay as they were, and why, in one line. */
  readonly failed: readonly { readonly row: number; readonly message: string }[];
}
