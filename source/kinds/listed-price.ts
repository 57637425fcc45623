/** Products of AWS's price list service, read as prices of what the kinds keep. */
import * as v from 'valibot';
import type { Price, PricedItem, RegionPrices } from '../model/prices.ts';
import type { ListedAs } from './define/price-items.ts';
import { LISTED_ITEMS } from './price-list.ts';

const productSchema = v.looseObject({
  product: v.looseObject({
    attributes: v.looseObject({ usagetype: v.string(), regionCode: v.optional(v.string()) }),
  }),
  terms: v.looseObject({
    OnDemand: v.optional(
      v.record(
        v.string(),
        v.looseObject({
          priceDimensions: v.record(
            v.string(),
            v.looseObject({ unit: v.string(), pricePerUnit: v.record(v.string(), v.string()) }),
          ),
        }),
      ),
      {},
    ),
  }),
});

/** What is to be asked for a region: each product family of a service once. */
export function familiesAsked(): readonly Pick<ListedAs, 'service' | 'family'>[] {
  const families = LISTED_ITEMS.map(({ listed: { service, family } }) => ({ service, family }));
  return [...new Map(families.map((one) => [`${one.service} ${one.family}`, one])).values()];
}

/**
 * The prices of a region out of its products. A usage type carries a region's prefix (`EUC1-EBS:SnapshotUsage`), which
 * misleads, so its ending tells; products of other things, without a price, or by another unit than GB-month are left out.
 */
export function pricesOfProducts(texts: readonly string[]): RegionPrices {
  const prices: Record<PricedItem, Price> = {};
  for (const text of texts) {
    const product = parsed(text);
    if (product === undefined) continue;
    const { usagetype } = product.product.attributes;
    const item = LISTED_ITEMS.find(
      ({ listed: { usage } }) => usagetype === usage || usagetype.endsWith(`-${usage}`),
    );
    if (item === undefined) continue;
    for (const dollars of monthlyPrices(product)) {
      const known = prices[item.id] ?? { low: dollars, high: dollars };
      prices[item.id] = { low: Math.min(known.low, dollars), high: Math.max(known.high, dollars) };
    }
  }
  return prices;
}

function parsed(text: string): v.InferOutput<typeof productSchema> | undefined {
  try {
    const result = v.safeParse(productSchema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

function monthlyPrices({ terms }: v.InferOutput<typeof productSchema>): readonly number[] {
  return Object.values(terms.OnDemand)
    .flatMap(({ priceDimensions }) => Object.values(priceDimensions))
    .filter(({ unit }) => /^gb-mo(?:nth)?$/i.test(unit))
    .map(({ pricePerUnit }) => Number(pricePerUnit.USD))
    .filter((dollars) => Number.isFinite(dollars) && dollars > 0);
}
