import type { AccountTotal } from './summary.ts';

/**
 * The accounts in one order everywhere: by what their snapshots cost a month at most, then by their size, then by all of
 * their rows.
 */
export function dearestFirst(accounts: readonly AccountTotal[]): readonly AccountTotal[] {
  return accounts.toSorted(
    (one, other) =>
      other.cost.high - one.cost.high ||
      other.snapshots.bytes - one.snapshots.bytes ||
      other.rows - one.rows ||
      (one.account < other.account ? -1 : 1),
  );
}
