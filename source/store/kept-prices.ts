/** Prices that the price list service gave, kept in the data folder for 30 days. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { makeFolder } from '../base/make-folder.ts';
import { UsageError } from '../base/usage-error.ts';
import { BUILT_IN_PRICES } from '../kinds/price-list.ts';
import { DAY_MS } from '../model/ages.ts';
import { formatDay } from '../model/format.ts';
import type { PriceTable, RegionPrices } from '../model/prices.ts';
import { scanFolder } from './scan-folder.ts';

/** Prices of a region, and when they were given (milliseconds since 1970 UTC). */
export interface KeptRegion {
  readonly givenAt: number;
  readonly prices: RegionPrices;
}

/** Kept prices by region. */
export type KeptPrices = Readonly<Record<string, KeptRegion>>;

/** Where they are kept: beside the folder of the scan files; null for a user who has no place for either. */
export function keptPricesFile(): string | null {
  try {
    return path.join(path.dirname(scanFolder()), 'prices', 'aws.json');
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}

const DAYS_KEPT = 30;

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const keptSchema = v.record(
  v.string(),
  v.object({
    givenAt: v.number(),
    prices: v.record(v.string(), v.object({ low: amount, high: amount })),
  }),
);

/** What is kept and not too old; nothing where there is no such file or it cannot be read: it is asked for anew. */
export function readKeptPrices(file: string, now: number): KeptPrices {
  try {
    const kept = v.parse(keptSchema, JSON.parse(readFileSync(file, 'utf8')));
    return Object.fromEntries(
      Object.entries(kept).filter(([, { givenAt }]) => Math.abs(now - givenAt) < DAYS_KEPT * DAY_MS),
    );
  } catch {
    return {};
  }
}

/** Keeps the prices. Throws what the disk throws. */
export function keepPrices(file: string, kept: KeptPrices): void {
  makeFolder(path.dirname(file));
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(kept, null, 1)}\n`, { mode: 0o600 });
  renameSync(temporary, file);
}

/** The price list of this version with what is kept in place of its own, price by price. */
export function withKeptPrices(kept: KeptPrices): PriceTable {
  const given = Object.entries(kept);
  if (given.length === 0) return BUILT_IN_PRICES;
  const regions = { ...BUILT_IN_PRICES.regions };
  for (const [region, { prices }] of given) regions[region] = { ...regions[region], ...prices };
  const oldest = given.reduce((least, [, { givenAt }]) => Math.min(least, givenAt), Number.POSITIVE_INFINITY);
  return {
    date: formatDay(oldest),
    source: `AWS's price list service for ${given.length === 1 ? '1 region' : `${given.length} regions`}; what it does not list is from the built-in list (${BUILT_IN_PRICES.source})`,
    regions,
  };
}
