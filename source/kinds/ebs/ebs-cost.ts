import type { RegionPrices } from '../../model/prices.ts';
import { exactly, type PricedBy } from '../define/price-items.ts';
import {
  type ChainPlace,
  chained,
  dollars,
  type MonthlyCost,
  UNKNOWN,
  upperSize,
} from '../snapshots/cost-estimate.ts';

/** What EBS snapshots are priced by. */
export const EBS_PRICES: PricedBy = {
  items: [
    {
      id: 'ebs_standard',
      about: 'EBS snapshots in the standard tier',
      builtIn: { 'us-east-1': exactly(0.05) },
      listed: { service: 'AmazonEC2', family: 'Storage Snapshot', usage: 'EBS:SnapshotUsage' },
    },
    {
      id: 'ebs_archive',
      about: 'EBS snapshots in the archive tier',
      builtIn: { 'us-east-1': exactly(0.0125) },
      listed: { service: 'AmazonEC2', family: 'Storage Snapshot', usage: 'EBS:SnapshotArchiveStorage' },
    },
  ],
  note: null,
};

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
