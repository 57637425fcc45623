/** Prices of kept snapshots, by region: dated, and only those that a source was found for. */

/** What is priced, in US dollars a month for 2^30 bytes (AWS's "GB-month"), as the kinds name it. */
export type PricedItem = string;

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

/** What is kept of a price list in a scan file. */
export function priceNote({ date, source, regions }: PriceTable): PriceNote {
  const priced = Object.entries(regions).filter(([, prices]) => Object.keys(prices).length > 0);
  return { date, source, regions: priced.map(([region]) => region) };
}

/** The prices of a region; null where none is known. */
export function pricesOf(table: PriceTable, region: string): RegionPrices | null {
  return Object.hasOwn(table.regions, region) ? (table.regions[region] ?? null) : null;
}
