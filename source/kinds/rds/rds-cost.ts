import type { PricedItem, RegionPrices } from '../../model/prices.ts';
import { exactly, type PricedBy } from '../define/price-items.ts';
import { dollars, type MonthlyCost, UNKNOWN, upperSize } from '../snapshots/cost-estimate.ts';

/**
 * What snapshots of databases are priced by, of instances and clusters. DocumentDB and Neptune are taken to cost what
 * Aurora does, which is not confirmed.
 */
export const RDS_PRICES: PricedBy = {
  items: [
    {
      id: 'rds',
      about: 'snapshots of RDS',
      builtIn: { 'us-east-1': exactly(0.095) },
      listed: { service: 'AmazonRDS', family: 'Storage Snapshot', usage: 'RDS:ChargedBackupUsage' },
    },
    {
      id: 'aurora',
      about: 'snapshots of Aurora',
      builtIn: { 'us-east-1': exactly(0.021), 'ap-northeast-2': exactly(0.023) },
      listed: { service: 'AmazonRDS', family: 'Storage Snapshot', usage: 'Aurora:BackupUsage' },
    },
    { id: 'documentdb', about: 'snapshots of DocumentDB', builtIn: { 'us-east-1': exactly(0.021) } },
    { id: 'neptune', about: 'snapshots of Neptune', builtIn: { 'us-east-1': exactly(0.021) } },
  ],
  note: 'RDS keeps backups free up to the storage of its databases, so their low bound is 0.',
};

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
