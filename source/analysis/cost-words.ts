/** What is said beside costs wherever they are shown. */
import { kindsOfTab } from '../kinds/registry.ts';
import { formatCount, formatMoney } from '../model/format.ts';
import type { CostSummary, CostTotal } from './summary.ts';

/** What every page with costs says of them, in a few sentences. */
export function costSentences({
  prices,
  ...known
}: Pick<CostSummary, 'prices' | 'total' | 'byTab'>): readonly string[] {
  if (prices === null) return ['This scan file holds no estimate of costs.'];
  const regions = prices.regions.length === 0 ? 'no region' : prices.regions.join(', ');
  const missing = missingSentence(known);
  return [
    'Bounds in US dollars a month, not a bill: AWS charges for what each snapshot adds to the others of its source, which it does not tell. Low counts each source once, high counts every snapshot whole.',
    ...notesOf(known.byTab),
    `Prices of ${prices.date} (${prices.source}); known for ${regions}. What has no price or size is unknown, not zero, and in no sum.`,
    ...(missing === null ? [] : [`${missing} ${PRICES_ADVICE}`]),
  ];
}

/** What belongs beside the costs of the kinds on these tabs. */
function notesOf(byTab: CostSummary['byTab']): readonly string[] {
  const kinds = byTab.flatMap(({ tab }) => kindsOfTab(tab));
  const notes = kinds.flatMap(({ pricedBy }) => (pricedBy === 'none' ? [] : (pricedBy.note ?? [])));
  return [...new Set(notes)];
}

/** The same, and what names an owner. */
export function costSheetSentences(cost: CostSummary): readonly string[] {
  const said = costSentences(cost);
  return cost.prices === null
    ? said
    : [...said, `Owner is the ${ownerTagWords(cost.ownerTags)} of a snapshot.`];
}

/** How prices that are missing are given. */
export const PRICES_ADVICE =
  'snapdeck prices prints the price list to fill in; scan again with --prices FILE.';

/** Of how many snapshots the cost is not known, and why; null where it is of all. */
export function missingSentence({ total, byTab }: Pick<CostSummary, 'total' | 'byTab'>): string | null {
  if (total.withoutHigh === 0) return null;
  const withoutSize = byTab.reduce((sum, tab) => sum + tab.withoutSize, 0);
  const withoutPrice = total.withoutHigh - withoutSize;
  const unknown = [
    ...(withoutPrice > 0 ? [`${formatCount(withoutPrice)} without a price`] : []),
    ...(withoutSize > 0 ? [`${formatCount(withoutSize)} without a known size`] : []),
  ];
  const known = formatCount(total.count - total.withoutHigh);
  return `Cost known for ${known} of ${formatCount(total.count)} snapshots: ${unknown.join(', ')}.`;
}

/** What names an owner, in words: `owner tag (owner, team)`. */
export function ownerTagWords(ownerTags: readonly string[]): string {
  return ownerTags.length === 0 ? 'owner tag' : `owner tag (${ownerTags.join(', ')})`;
}

/** Both bounds as one amount: `$1.20 to $36.00 a month (2 of unknown cost)`; what nothing is known of is unknown. */
export function boundsWords({ count, low, high, withoutLow, withoutHigh }: CostTotal): string {
  if (withoutHigh === count) return 'cost unknown';
  const most = formatMoney(high);
  const least = withoutLow === count ? '' : formatMoney(low);
  const amount = least === '' || least === most ? most : `${least} to ${most}`;
  return withUnknown(`${amount} a month`, withoutHigh, 'of unknown cost');
}

/** An amount with of how many it is not known. */
export function withUnknown(words: string, unknown: number, of: string): string {
  return unknown === 0 ? words : `${words} (${formatCount(unknown)} ${of})`;
}
