import type { Cell, Identity } from './cell.ts';

/** The cells of a scan: each kind in each region, region by region. */
export function planCells(
  identity: Identity,
  regions: readonly string[],
  kinds: readonly string[],
): readonly Omit<Cell, 'id'>[] {
  return regions.flatMap((region) =>
    kinds.map((kind) => ({ account: identity.account, partition: identity.partition, region, kind })),
  );
}
