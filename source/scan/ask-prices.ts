import type { Ask } from '../aws/caller.ts';
import { faultOf } from '../aws/errors.ts';
import { pagesOf } from '../aws/pages.ts';
import { familiesAsked, pricesOfProducts } from '../kinds/listed-price.ts';
import type { RegionPrices } from '../model/prices.ts';

/** What the price list service said of a region: its prices, or why they are not known. */
export type RegionAnswer = { readonly prices: RegionPrices } | { readonly failure: string };

/**
 * Asks AWS's price list service for a region, all of its questions at once; one that fails leaves the whole region
 * unknown. Never throws: no scan fails for its prices.
 */
export async function askRegionPrices(
  ask: Ask,
  region: string,
  pricingRegion: string,
): Promise<RegionAnswer> {
  try {
    const prices = await pricesOfRegion(ask, region, pricingRegion);
    return Object.keys(prices).length > 0 ? { prices } : { failure: `it lists none for ${region}` };
  } catch (error) {
    const fault = faultOf(error instanceof Error && error.cause !== undefined ? error.cause : error);
    return {
      failure: fault.class === 'stopped' ? 'no answer in time' : `${fault.code}: ${fault.message}`,
    };
  }
}

async function pricesOfRegion(ask: Ask, region: string, pricingRegion: string): Promise<RegionPrices> {
  const { getProducts } = await import('../aws/pricing.ts');
  const texts = await Promise.all(
    familiesAsked().map(async ({ service, family }) => {
      const input = {
        ServiceCode: service,
        Filters: [
          { Type: 'TERM_MATCH' as const, Field: 'regionCode', Value: region },
          { Type: 'TERM_MATCH' as const, Field: 'productFamily', Value: family },
        ],
      };
      const products: string[] = [];
      const pages = pagesOf((operation, page) => ask(operation, page, pricingRegion), getProducts, input);
      for await (const { PriceList } of pages) products.push(...(PriceList ?? []).map(String));
      return products;
    }),
  );
  return pricesOfProducts(texts.flat());
}
