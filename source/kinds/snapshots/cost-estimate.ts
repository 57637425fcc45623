/**
 * What keeping a snapshot costs a month, as two bounds in US dollars. AWS bills what a snapshot adds to the others of
 * its source, and tells nobody how much that is; so no single number would be true.
 *
 * - low: each source costs at least the full size of one of its snapshots; it is put on the newest whose size is
 *   known, and the others add nothing that is certain.
 * - high: every snapshot costs its full size, as if it shared nothing with another.
 */
import type { Price, PricedItem, RegionPrices } from '../../model/prices.ts';

/** Both bounds, in US dollars a month to a hundredth of a cent; null: not known. */
export interface MonthlyCost {
  readonly low: number | null;
  readonly high: number | null;
}

const UNKNOWN: MonthlyCost = { low: null, high: null };

/** Where a snapshot stands in its chain: the one that carries the low bound, beside it, or in a chain without one. */
export type ChainPlace = 'carrier' | 'beside' | 'none';

/** What an estimate for an EBS snapshot goes by. */
export interface EbsCostFacts {
  /** `standard`, `archive`; null: AWS does not say, which older endpoints do for standard. */
  readonly tier: string | null;
  /** FullSnapshotSizeInBytes; null: not known. */
  readonly fullSize: number | null;
  /** Size of the volume in bytes, an upper bound of the full size. */
  readonly volumeSize: number | null;
  /** Its place among the standard-tier snapshots of its volume. */
  readonly chain: ChainPlace;
  /** An archived one that is restored for a while is kept in both tiers. */
  readonly isTemporarilyRestored: boolean;
}

/** An archived snapshot is kept whole, so its bounds meet where its full size is known. */
export function ebsCost(facts: EbsCostFacts, prices: RegionPrices | null): MonthlyCost {
  const { tier, fullSize, chain } = facts;
  const most = upperSize(fullSize, facts.volumeSize);
  if (tier === 'archive') {
    const price = prices?.ebs_archive;
    const restored = facts.isTemporarilyRestored ? prices?.ebs_standard : { low: 0, high: 0 };
    if (price === undefined || restored === undefined || most === null) return UNKNOWN;
    const low = fullSize === null ? null : dollars(fullSize, price.low);
    return { low, high: dollars(most, price.high + restored.high) };
  }
  if (tier !== null && tier !== 'standard') return UNKNOWN;
  return chained(prices?.ebs_standard, most, fullSize, chain);
}

/** The priced item of a service of RDS. */
const DATABASE_ITEMS: Readonly<Record<string, PricedItem>> = {
  RDS: 'rds',
  Aurora: 'aurora',
  DocumentDB: 'documentdb',
  Neptune: 'neptune',
};

/**
 * A snapshot of a database. AWS keeps as much backup as the region's databases have storage for nothing, so the low
 * bound is 0: it may all lie within that.
 */
export function databaseCost(
  service: string | null,
  fullSize: number | null,
  size: number | null,
  prices: RegionPrices | null,
): MonthlyCost {
  const item = DATABASE_ITEMS[service ?? ''];
  const price = item === undefined ? undefined : prices?.[item];
  const most = upperSize(fullSize, size);
  if (price === undefined || most === null) return UNKNOWN;
  return { low: 0, high: dollars(most, price.high) };
}

/**
 * An EFS recovery point. AWS does not say whether its size is the whole or what was added; both lie between the
 * bounds. Where the tier is not known either may apply.
 */
export function recoveryPointCost(
  tier: string | null,
  size: number | null,
  chain: ChainPlace,
  prices: RegionPrices | null,
): MonthlyCost {
  return chained(recoveryPointPrice(tier, prices), size, size, chain);
}

function recoveryPointPrice(tier: string | null, prices: RegionPrices | null): Price | undefined {
  const [warm, cold] = [prices?.efs_warm, prices?.efs_cold];
  if (tier === 'warm') return warm;
  if (tier === 'cold') return cold;
  if (tier !== null || warm === undefined || cold === undefined) return undefined;
  return { low: Math.min(warm.low, cold.low), high: Math.max(warm.high, cold.high) };
}

function chained(
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
function upperSize(fullSize: number | null, size: number | null): number | null {
  const known = fullSize ?? size;
  return known === null || known < 0 ? null : known;
}

const GIB = 1024 ** 3;

function dollars(bytes: number, price: number): number {
  return Math.round((bytes / GIB) * price * 10_000) / 10_000;
}
