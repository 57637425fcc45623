/**
 * Derived columns: values that no page of a listing can tell, because they need all rows of a cell (which snapshot
 * is the newest of its source). They are blank while the cell is read and are filled at its end, over the scan file,
 * in steps and in flat memory however many rows there are.
 *
 * - group: the rows of a cell that share the value of a column (all snapshots of one volume).
 * - leader: the row of a group that stands out: the one with the greatest rank (the newest that is complete).
 */

import type { Place, Value } from '../../model/columns.ts';
import type { RegionPrices } from '../../model/prices.ts';

/** How the leader of each group is found. */
export interface LeaderSpec {
  /**
   * SQL over column ids, a number: the row with the greatest one leads, of several the one with the least key. Rows of
   * which it is NULL cannot lead. It is part of the kind's declaration, never made of data.
   */
  readonly rank: string;
  /** Ids of the columns of the leader that the rows of its group are told. */
  readonly tells: readonly string[];
}

/** The leader of a row's group. */
export interface Leader {
  readonly row: number;
  readonly rank: number;
  /** How many rows of the group could lead, itself included. */
  readonly candidates: number;
  /** By the ids in `tells`; looked up when they are asked for. */
  readonly values: Readonly<Record<string, Value>>;
}

/** A row as it is read for a derivation. */
export interface DerivedRow {
  readonly row: number;
  /** By the ids in `reads`; null also where the scan file has no such column. */
  readonly values: Readonly<Record<string, Value>>;
  /** Which copy of it is being made, and where, in words; null: none is, as far as is known. */
  readonly copy: string | null;
  /** By the names of the leader specifications; undefined where no row of the group can lead. */
  readonly leaders: Readonly<Record<string, Leader | undefined>>;
}

/** What is known of the accounts around a row, scanned or not. */
export interface AccountsAround {
  /** Whether an account is in the organization; null: its accounts are not known. */
  readonly isMember: (account: string) => boolean | null;
  readonly isScanned: (account: string) => boolean;
  /** Its id, and its name where that is known. */
  readonly words: (account: string) => string;
}

/** What is known of a cell as a whole at its end. */
export interface CellContext {
  readonly place: Place;
  /** True where the listing ended early or a part of it was refused: rows may be missing. */
  readonly isIncomplete: boolean;
  /** True where `--since` or `--until` kept rows out. */
  readonly isLimited: boolean;
  /** Prices of the cell's region; null: not known. */
  readonly prices: RegionPrices | null;
  /** Keys of the tag that names an owner, the first one first, in any case. */
  readonly ownerTags: readonly string[];
}

/** What a derivation is told besides a row. */
export interface DeriveContext extends CellContext {
  readonly accounts: AccountsAround;
}

/** A column that is filled before leaders are found, by what some rows of a cell tell of each other. */
export interface FirstColumn {
  /** Its id; among the `fills` and `reads` of the derivation, too. */
  readonly fills: string;
  /** SQL: the rows that it concerns, of which there are few; others are left blank. */
  readonly concerns: string;
  /** Ids of the columns that those are read with. */
  readonly reads: readonly string[];
  /** The value of each of those rows, in their order. */
  readonly values: (
    rows: readonly Readonly<Record<string, Value>>[],
    context: CellContext,
  ) => readonly (string | null)[];
}

/** How a kind's derived columns are filled. */
export interface Derivation {
  /** Ids of the columns that a row is read with. */
  readonly reads: readonly string[];
  /** Ids of the columns that are filled; each is marked `derived`. */
  readonly fills: readonly string[];
  /** Absent: none comes before the others. */
  readonly first?: FirstColumn;
  /** Id of the column of text whose value the rows of a group share; those without a value are a group as well. */
  readonly groupBy: string;
  readonly leaders: Readonly<Record<string, LeaderSpec>>;
  /** The values of `fills` for one row, in that order. */
  readonly values: (row: DerivedRow, context: DeriveContext) => readonly Value[];
}
