import type { Price, RegionPrices } from '../../model/prices.ts';
import { exactly, type PricedBy } from '../define/price-items.ts';
import { type ChainPlace, chained, type MonthlyCost } from '../snapshots/cost-estimate.ts';

/** What EFS recovery points are priced by. For cold storage sources differ. */
export const EFS_PRICES: PricedBy = {
  items: [
    {
      id: 'efs_warm',
      about: 'EFS recovery points in warm storage',
      builtIn: { 'us-east-1': exactly(0.05) },
      listed: { service: 'AWSBackup', family: 'AWS Backup Storage', usage: 'WarmStorage-ByteHrs-EFS' },
    },
    {
      id: 'efs_cold',
      about: 'EFS recovery points in cold storage',
      builtIn: { 'us-east-1': { low: 0.01, high: 0.0125 } },
      listed: { service: 'AWSBackup', family: 'AWS Backup Storage', usage: 'ColdStorage-ByteHrs-EFS' },
    },
  ],
  note: null,
};

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
