import picomatch from 'picomatch';
import { loadPrices } from '../analysis/prices-file.ts';
import { findPartition, PARTITIONS } from '../aws/partitions.ts';
import { UsageError } from '../base/usage-error.ts';
import { PRICED_ITEMS } from '../kinds/price-list.ts';
import type { Price, PriceTable } from '../model/prices.ts';
import type { Flags } from './flags.ts';

/** Prints the price list as `--prices` takes it, with every price of the chosen regions that is not known as null. */
export function printPrices(flags: Flags): number {
  const table = loadPrices(flags.prices, process.cwd());
  process.stdout.write(`${priceListText(table, chosenRegions(flags))}\n`);
  process.stderr.write(
    'US dollars a month for 2^30 bytes (GB-month); null: not known. Save it, fill it in, scan with --prices FILE.\n',
  );
  return 0;
}

/** The regions that `--region` names, else those of the partition. Throws a UsageError where there is none. */
function chosenRegions({ region, partition }: Flags): readonly string[] {
  const home = findPartition(partition)?.regions;
  if (home === undefined) {
    const known = PARTITIONS.map(({ id }) => id).join(', ');
    throw new UsageError(`--partition: there is no "${partition}": it is one of ${known}.`);
  }
  const known = PARTITIONS.flatMap(({ regions }) => regions);
  return region
    .flatMap((pattern) => {
      if (pattern === 'all') return home;
      const matching = known.filter((name) => picomatch.isMatch(name, pattern));
      if (matching.length === 0)
        throw new UsageError(`--region: no region that snapdeck knows matches "${pattern}".`);
      return matching;
    })
    .concat(region.length === 0 ? home : []);
}

/**
 * A price list as JSON, one line a region: those of the list, then the others that are asked for. A price between two
 * bounds is written as `{"low": n, "high": n}`, one that is not known as null.
 */
export function priceListText({ date, source, regions }: PriceTable, asked: readonly string[]): string {
  const names = [...new Set([...Object.keys(regions), ...asked])];
  const lines = names.map((name) => {
    const known = Object.hasOwn(regions, name) ? regions[name] : undefined;
    const items = PRICED_ITEMS.map((item) => `${JSON.stringify(item)}: ${priceText(known?.[item])}`);
    return `    ${JSON.stringify(name)}: {${items.join(', ')}}`;
  });
  return [
    '{',
    `  "date": ${JSON.stringify(date)},`,
    `  "source": ${JSON.stringify(source)},`,
    '  "regions": {',
    lines.join(',\n'),
    '  }',
    '}',
  ].join('\n');
}

function priceText(price: Price | undefined): string {
  if (price === undefined) return 'null';
  return price.low === price.high
    ? JSON.stringify(price.low)
    : `{"low": ${JSON.stringify(price.low)}, "high": ${JSON.stringify(price.high)}}`;
}
