/** Prices of kept snapshots, by region: dated, and only those that a source was found for. */

/** What is priced, in US dollars a month for 2^30 bytes (AWS's "GB-month"). */
export const PRICED_ITEMS = [
  'ebs_standard',
  'ebs_archive',
  'rds',
  'aurora',
  'documentdb',
  'neptune',
  'efs_warm',
  'efs_cold',
] as const;

/** One of them. */
export type PricedItem = (typeof PRICED_ITEMS)[number];

/** A price between two bounds; where sources agree they are the same. */
export interface Price {
  readonly low: number;
  readonly high: number;
}

/** The prices of one region; what is missing is not known. */
export type RegionPrices = Readonly<Partial<Record<PricedItem, Price>>>;

/** A price list. */
export interface PriceTable {
  /** The day on which it was put together, `YYYY-MM-DD`. */
  readonly date: string;
  /** Where its figures come from, in one line. */
  readonly source: string;
  /** By region name. A region that is not here has no known price; that of another one is never taken for it. */
  readonly regions: Readonly<Record<string, RegionPrices>>;
}

/** What a scan keeps of the price list that it estimated with. */
export interface PriceNote {
  readonly date: string;
  readonly source: string;
  /** The regions with any price. */
  readonly regions: readonly string[];
}

const exactly = (price: number): Price => ({ low: price, high: price });

/**
 * The price list of this version. For EFS cold storage sources differ; DocumentDB and Neptune are taken to cost what
 * Aurora does, which is not confirmed.
 */
export const BUILT_IN_PRICES: PriceTable = {
  date: '2026-11-21',
  source:
    'public price pages for us-east-1 and third-party price lists, not the AWS price list service; DocumentDB and Neptune not confirmed',
  regions: {
    'us-east-1': {
      ebs_standard: exactly(0.05),
      ebs_archive: exactly(0.0125),
      rds: exactly(0.095),
      aurora: exactly(0.021),
      documentdb: exactly(0.021),
      neptune: exactly(0.021),
      efs_warm: exactly(0.05),
      efs_cold: { low: 0.01, high: 0.0125 },
    },
    'ap-northeast-2': { aurora: exactly(0.023) },
  },
};

/** What is kept of a price list in a scan file. */
export function priceNote({ date, source, regions }: PriceTable): PriceNote {
  const priced = Object.entries(regions).filter(([, prices]) => Object.keys(prices).length > 0);
  return { date, source, regions: priced.map(([region]) => region) };
}

/** The prices of a region; null where none is known. */
export function pricesOf(table: PriceTable, region: string): RegionPrices | null {
  return Object.hasOwn(table.regions, region) ? (table.regions[region] ?? null) : null;
}
