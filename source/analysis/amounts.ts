import { AGE_RANGES } from '../model/ages.ts';
import type { Amount, Share } from './summary.ts';

/** An amount while it is being added up. */
export interface RunningAmount {
  count: number;
  bytes: number;
  unknownSizes: number;
}

/** The amount of nothing. */
export const NO_AMOUNT: Amount = Object.freeze({ count: 0, bytes: 0, unknownSizes: 0 });

/** An amount to add to. */
export function startAmount(): RunningAmount {
  return { count: 0, bytes: 0, unknownSizes: 0 };
}

/** Adds one resource of this size in bytes (null: unknown). */
export function addOne(amount: RunningAmount, size: number | null): void {
  amount.count += 1;
  if (size === null) amount.unknownSizes += 1;
  else amount.bytes += size;
}

/** Adds one amount to another. */
export function addAll(amount: RunningAmount, other: Amount): void {
  amount.count += other.count;
  amount.bytes += other.bytes;
  amount.unknownSizes += other.unknownSizes;
}

/** An amount for each of `AGE_RANGES` and a last one for unknown age. */
export function startAges(): readonly RunningAmount[] {
  return Array.from({ length: AGE_RANGES.length + 1 }, startAmount);
}

/** What a map keeps under a key, started at its first use. */
export function keptOrStarted<Key, Item>(map: Map<Key, Item>, key: Key, start: () => Item): Item {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const started = start();
  map.set(key, started);
  return started;
}

/** Amounts by the value of a column, null being the unknown. */
export type AmountsByValue = Map<string | null, RunningAmount>;

/** Shares by value, most resources first, then by label. */
export function sharesOf(
  amounts: AmountsByValue,
  label: (value: string | null) => string = (value) => value ?? 'unknown',
): readonly Share[] {
  return [...amounts]
    .map(([value, amount]) => ({ label: label(value), value, ...amount }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}
