/** Amounts as columns of small tables. */
import type { Value } from '../model/columns.ts';
import type { Amount } from './summary.ts';

/** Count, size and `Unsized`: how many have no known size and so add nothing to Size. */
export const AMOUNT_COLUMNS = [
  { header: 'Count', type: 'integer' },
  { header: 'Size', type: 'bytes' },
  { header: 'Unsized', type: 'integer' },
] as const;

/** Count, size and unknown sizes; a size of which nothing is known is unknown, not zero. */
export function amountValues({ count, bytes, unknownSizes }: Amount): readonly Value[] {
  return [count, count > 0 && count === unknownSizes ? null : bytes, unknownSizes];
}
