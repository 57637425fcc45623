/** The Scan view of many accounts: which lines it has, and where the cursor is. */
export interface AccountsState {
  /** What the lines are: accounts, or the regions of all of them. */
  readonly lines: 'accounts' | 'regions';
  /** The account whose regions are the lines instead; null: none. */
  readonly into: string | null;
  readonly row: number;
  /** The place of the column under the cursor. */
  readonly column: number;
  readonly top: number;
  /** The account under the cursor, which it follows when the lines change; null: it was not moved yet. */
  readonly id: string | null;
  /** Words that name, id, unit or state of an account have to have. */
  readonly filter: string;
  /** Only accounts with problems. */
  readonly problemsOnly: boolean;
  /** The account that is run again, and has its line whatever became of its problems, as long as the cursor is on it. */
  readonly kept: string | null;
  /** Null: as they are scanned, and once that has ended those with the most rows first. */
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
}

/** The accounts of a scan that was just opened. */
export const initialAccounts: AccountsState = {
  lines: 'accounts',
  into: null,
  row: 0,
  column: 0,
  top: 0,
  id: null,
  filter: '',
  problemsOnly: false,
  kept: null,
  sort: null,
};

/** Ids of accounts that were picked last, by the account, else the profile, that they were listed with. */
export type LastAccounts = Readonly<Record<string, readonly string[]>>;
