import type { KnownSum } from './table-query.ts';

/**
 * How a kept scan ended: by itself, of which it has every cell (`whole`, with or without problems); stopped early
 * (`partial`); killed, so that it never ended (`interrupted`); or not yet (`running`).
 */
export type KeptState = 'whole' | 'partial' | 'interrupted' | 'running';

/** What a month costs, low to high; null: not known of any of what it is the cost of. */
export interface CostBounds {
  readonly low: number | null;
  readonly high: number | null;
  /** Of so many a bound is not known, and in no sum. */
  readonly unknown: number;
}

/** What a scan came to, in few numbers. */
export interface ScanOutline {
  /** Given by the user, so that it is found again and stays; null: none. */
  readonly name: string | null;
  /** Stays, whether it has a name or not. */
  readonly isKept: boolean;
  readonly startedAt: number;
  /** Null while it runs, or where it was killed. */
  readonly endedAt: number | null;
  readonly state: KeptState;
  /** Alike in all scans of the same accounts, however many an organization has by now. */
  readonly accountSet: string;
  /** How many accounts were scanned. */
  readonly accounts: number;
  /** Of a scan of one account. */
  readonly account: { readonly id: string; readonly name: string } | null;
  /** The words that many accounts were chosen by. */
  readonly accountWords: readonly string[];
  readonly organization: string | null;
  readonly regions: readonly string[];
  readonly kinds: readonly string[];
  readonly rows: number;
  /** Cells that ended with a problem, and accounts that could not be entered. */
  readonly problems: number;
  /** What snapshots and backups come to; null: none were scanned. */
  readonly bytes: KnownSum | null;
  readonly cost: CostBounds | null;
  /** snapdeck's version that wrote it. */
  readonly version: string;
}

/** A file in the folder of the scan files. */
export interface KeptScan {
  /** What the file is told by from others: eight hexadecimal digits; null: its name is none that snapdeck gives. */
  readonly id: string | null;
  readonly file: string;
  /** With what SQLite has beside it. */
  readonly sizeOnDisk: number;
  /** Null where it cannot be read, and `fault` says why. */
  readonly scan: ScanOutline | null;
  readonly fault: KeptFault | null;
}

/** Why a file in the folder is no scan that can be read. */
export interface KeptFault {
  /**
   * `foreign`: snapdeck did not name it so. `broken`: no scan file, or a damaged one. `newer`: a newer snapdeck's.
   * `unread`: the disk did not give it.
   */
  readonly code: 'foreign' | 'broken' | 'newer' | 'unread';
  /** One line with the path. */
  readonly message: string;
}

/** True for two whole scans of the same accounts, regions and kinds: what one has more than the other is no matter of what was read. */
export function isComparable(one: ScanOutline, other: ScanOutline): boolean {
  const isSame = (some: readonly string[], others: readonly string[]): boolean =>
    some.length === others.length && some.every((each) => others.includes(each));
  return (
    one.state === 'whole' &&
    other.state === 'whole' &&
    one.accountSet === other.accountSet &&
    isSame(one.regions, other.regions) &&
    isSame(one.kinds, other.kinds)
  );
}
