/** The built-in price list and what a price list can hold, as the kinds declare them. */
import type { Price, PricedItem, PriceTable } from '../model/prices.ts';
import type { ListedAs, PriceItem } from './define/price-items.ts';
import { RESOURCE_KINDS } from './registry.ts';

const ITEMS: readonly PriceItem[] = [
  ...new Set(RESOURCE_KINDS.flatMap(({ pricedBy }) => (pricedBy === 'none' ? [] : pricedBy.items))),
];

/** Everything that has a price, in the order of a price list. */
export const PRICED_ITEMS: readonly PricedItem[] = ITEMS.map(({ id }) => id);

/** Those that AWS's price list service has. */
export const LISTED_ITEMS: readonly (PriceItem & { readonly listed: ListedAs })[] = ITEMS.flatMap((item) =>
  item.listed === undefined ? [] : [{ ...item, listed: item.listed }],
);

/** The price list of this version. */
export const BUILT_IN_PRICES: PriceTable = {
  date: '2026-11-21',
  source:
    'public price pages for us-east-1 and third-party price lists, not the AWS price list service; DocumentDB and Neptune not confirmed',
  regions: pricesByRegion(),
};

function pricesByRegion(): PriceTable['regions'] {
  const regions: Record<string, Record<PricedItem, Price>> = {};
  for (const { id, builtIn } of ITEMS) {
    for (const [region, price] of Object.entries(builtIn))
      regions[region] = { ...regions[region], [id]: price };
  }
  return regions;
}
