import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { safeText } from '../base/safe-text.ts';
import { UsageError } from '../base/usage-error.ts';
import { BUILT_IN_PRICES, PRICED_ITEMS } from '../kinds/price-list.ts';
import type { Price, PricedItem, PriceTable, RegionPrices } from '../model/prices.ts';

const amount = v.pipe(
  v.number('must be a number (US dollars a month for 2^30 bytes)'),
  v.finite('must be finite'),
  v.minValue(0, 'must not be negative'),
);

const PRICE = 'must be a number that is not negative, or {"low": n, "high": n} with low at most high';

const price = v.union(
  [
    v.pipe(
      amount,
      v.transform((one): Price => ({ low: one, high: one })),
    ),
    v.pipe(
      v.strictObject({ low: amount, high: amount }),
      v.check(({ low, high }) => low <= high, PRICE),
    ),
  ],
  PRICE,
);

const ONE_REGION = v.pipe(
  v.record(
    v.picklist(PRICED_ITEMS, `is not known (priced are ${PRICED_ITEMS.join(', ')})`),
    v.nullable(price),
    'must be an object of prices',
  ),
  v.transform(knownPrices),
);

/** The prices without those that are said to be unknown. */
function knownPrices(given: Readonly<Record<PricedItem, Price | null>>): RegionPrices {
  const known: Partial<Record<PricedItem, Price>> = {};
  for (const item of PRICED_ITEMS) {
    const one = given[item];
    if (one !== undefined && one !== null) known[item] = one;
  }
  return known;
}

const PRICES = v.strictObject(
  {
    date: v.pipe(
      v.string('must be a date such as 2026-01-31'),
      v.isoDate('must be a date such as 2026-01-31'),
    ),
    source: v.pipe(
      v.string('must say where the prices come from'),
      v.nonEmpty('must say where the prices come from'),
      v.transform(safeText),
    ),
    regions: v.record(
      v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/, 'is no name of a region')),
      ONE_REGION,
      'must be an object of regions',
    ),
  },
  'must be an object',
);

/**
 * The price list of `--prices FILE`, or the built-in one where no file is named. The file is JSON:
 * `{"date": "2026-01-31", "source": "…", "regions": {"eu-west-1": {"ebs_standard": 0.05, "rds": null}}}`; null, or
 * nothing, is a price that is not known. It replaces the built-in list as a whole.
 * @throws UsageError that names the file and the place of every fault
 */
export function loadPrices(named: string | undefined, workingFolder: string): PriceTable {
  if (named === undefined || named === 'builtin' || named === 'api') return BUILT_IN_PRICES;
  const file = path.resolve(workingFolder, named);
  const result = v.safeParse(PRICES, parsedJson(file));
  if (result.success) return result.output;
  const places = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'it'} ${fault(issue)}`);
  throw new UsageError(`The price list ${file} is wrong: ${places.join('; ')}`);
}

function parsedJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read the price list ${file}: ${messageOf(error)}`, { cause: error });
  }
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UsageError(`The price list ${file} is not JSON: ${messageOf(error)}`, { cause: error });
  }
}

function fault(issue: v.BaseIssue<unknown>): string {
  if (issue.type !== 'strict_object') return issue.message;
  if (issue.expected === 'never')
    return `is not known (a price list has ${Object.keys(PRICES.entries).join(', ')})`;
  return issue.received === 'undefined' ? 'is missing' : issue.message;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
