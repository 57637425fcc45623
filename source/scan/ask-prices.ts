import type { Ask } from '../aws/caller.ts';
import { faultOf } from '../aws/errors.ts';
import { pagesOf } from '../aws/pages.ts';
import { familiesAsked, pricesOfProducts } from '../kinds/listed-price.ts';
import { errorLine } from '../model/words.ts';
import { type KeptPrices, keepPrices, readKeptPrices } from '../store/kept-prices.ts';

/** What became of asking for prices. */
export interface AskedPrices {
  /** All that is kept now. */
  readonly kept: KeptPrices;
  /** Why some are missing, in one line; null: none are. */
  readonly notice: string | null;
}

/**
 * Asks AWS's price list service for these regions, all at once, and keeps what it gives in the file. A region of which
 * any question fails keeps the built-in prices. Never throws: no scan fails for its prices.
 */
export async function askPrices(
  ask: Ask,
  regions: readonly string[],
  from: { readonly pricingRegion: string; readonly file: string; readonly now: number },
): Promise<AskedPrices> {
  let failure: string | null = null;
  const before = readKeptPrices(from.file, from.now);
  const given = await Promise.all(
    regions.map(async (region): Promise<KeptPrices> => {
      try {
        const prices = await pricesOfRegion(ask, region, from.pricingRegion);
        if (Object.keys(prices).length > 0) return { [region]: { givenAt: from.now, prices } };
        failure ??= `it lists none for ${region}`;
        return {};
      } catch (error) {
        const fault = faultOf(error instanceof Error && error.cause !== undefined ? error.cause : error);
        failure ??= fault.class === 'stopped' ? 'no answer in time' : `${fault.code}: ${fault.message}`;
        return {};
      }
    }),
  );
  const kept: KeptPrices = Object.assign({}, before, ...given);
  try {
    if (given.some((one) => Object.keys(one).length > 0)) keepPrices(from.file, kept);
  } catch (error) {
    failure ??= `they could not be kept: ${errorLine(error)}`;
  }
  return {
    kept,
    notice:
      failure === null
        ? null
        : `prices of AWS's price list are not known for every region (${failure}); the built-in list is used`,
  };
}

async function pricesOfRegion(ask: Ask, region: string, pricingRegion: string) {
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
