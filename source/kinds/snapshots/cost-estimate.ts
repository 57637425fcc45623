/**
 * What keeping a snapshot costs a month, as two bounds in US dollars. AWS bills what a snapshot adds to the others of
 * its source, and tells nobody how much that is; so no single number would be true.
 *
 * - low: each source costs at least the full size of one of its snapshots; it is put on the newest whose size is
 *   known, and the others add nothing that is certain.
 * - high: every snapshot costs its full size, as if it shared nothing with another.
 */
import type { Price } from '../../model/prices.ts';

/** Both bounds, in US dollars a month to a hundredth of a cent; null: not known. */
export interface MonthlyCost {
  readonly low: number | null;
  readonly high: number | null;
}

/** Neither bound is known. */
export const UNKNOWN: MonthlyCost = { low: null, high: null };

/** Where a snapshot stands in its chain: the one that carries the low bound, beside it, or in a chain without one. */
export type ChainPlace = 'carrier' | 'beside' | 'none';

/** Both bounds of one of a chain: only its carrier has a low one, and `most` bytes are the high one. */
export function chained(
  price: Price | undefined,
  most: number | null,
  size: number | null,
  chain: ChainPlace,
): MonthlyCost {
  if (price === undefined || most === null) return UNKNOWN;
  const high = dollars(most, price.high);
  if (chain === 'none') return { low: null, high };
  return { low: chain === 'carrier' && size !== null ? dollars(size, price.low) : 0, high };
}

/** The known full size, else what is never less; a size below zero is no size. */
export function upperSize(fullSize: number | null, size: number | null): number | null {
  const known = fullSize ?? size;
  return known === null || known < 0 ? null : known;
}

const GIB = 1024 ** 3;

/** What so many bytes cost a month, to a hundredth of a cent. */
export function dollars(bytes: number, price: number): number {
  return Math.round((bytes / GIB) * price * 10_000) / 10_000;
}
