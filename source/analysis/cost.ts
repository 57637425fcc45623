/** Adds up what the snapshots of a scan file cost a month, between both bounds of each. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ResourceKind } from '../resources/define-resource.ts';
import { quoted } from '../store/schema.ts';
import { readFacts } from '../store/stored-facts.ts';
import { numberOrNull, textOrNull } from '../store/stored-values.ts';
import type { MonthlyCost } from './cost-estimate.ts';
import type { PriceNote } from './prices.ts';
import { arrayRows, columnOrNull, storedColumns } from './stored-rows.ts';
import type { CostShare, CostSummary, CostTotal, SourceCost } from './summary.ts';

/** More sources than these are summed but not listed. */
const MOST_SOURCES = 1_000;

type RunningCost = { -readonly [Field in keyof CostTotal]: CostTotal[Field] };

type RunningSource = RunningCost & Omit<SourceCost, keyof CostTotal>;

/** Costs by the value of a column. */
type CostsByValue = Map<string | null, RunningCost>;

interface Sums {
  readonly total: RunningCost;
  readonly byService: CostsByValue;
  readonly byRegion: CostsByValue;
  readonly byOwner: CostsByValue;
  readonly sources: TopSources;
}

function noCost(): RunningCost {
  return { count: 0, low: 0, high: 0, withoutLow: 0, withoutHigh: 0 };
}

function add(to: RunningCost, cost: CostTotal): void {
  to.count += cost.count;
  to.low += cost.low;
  to.high += cost.high;
  to.withoutLow += cost.withoutLow;
  to.withoutHigh += cost.withoutHigh;
}

function addTo(costs: CostsByValue, value: string | null, cost: CostTotal): void {
  const running = costs.get(value) ?? noCost();
  costs.set(value, running);
  add(running, cost);
}

/** Keeps the sources with the highest bounds, in memory for twice as many. */
class TopSources {
  #kept: RunningSource[] = [];
  #count = 0;

  add(source: RunningSource): void {
    this.#count += 1;
    this.#kept.push(source);
    if (this.#kept.length >= 2 * MOST_SOURCES) this.#kept = this.top().slice();
  }

  top(): readonly RunningSource[] {
    return this.#kept.sort((a, b) => b.high - a.high || b.low - a.low).slice(0, MOST_SOURCES);
  }

  get leftOut(): number {
    return Math.max(0, this.#count - MOST_SOURCES);
  }
}

/** The cost of nothing. */
export const NO_COST: CostSummary = Object.freeze({
  prices: null,
  total: Object.freeze(noCost()),
  byService: [],
  byRegion: [],
  byOwner: [],
  bySource: [],
  sourcesLeftOut: 0,
});

/** Adds up the snapshots of these kinds; all bounds are 0 of 0 snapshots where there are none. */
export function costSummary(database: DatabaseSync, kinds: readonly ResourceKind[]): CostSummary {
  const sums: Sums = {
    total: noCost(),
    byService: new Map(),
    byRegion: new Map(),
    byOwner: new Map(),
    sources: new TopSources(),
  };
  const snapshots = kinds.filter((kind) => kind.group === 'snapshots');
  for (const tab of new Set(snapshots.map((kind) => kind.tab))) addTable(database, tab, sums);
  return {
    prices: readFacts(database).prices ?? null,
    total: rounded(sums.total),
    byService: shares(sums.byService, 'unknown service'),
    byRegion: shares(sums.byRegion, 'unknown region'),
    byOwner: shares(sums.byOwner, NO_OWNER),
    bySource: sums.sources.top().map(rounded),
    sourcesLeftOut: sums.sources.leftOut,
  };
}

/** The bounds of a total; one that nothing is known of is unknown, not zero. */
export function boundsOf({ count, low, high, withoutLow, withoutHigh }: CostTotal): MonthlyCost {
  return {
    low: count > 0 && withoutLow === count ? null : low,
    high: count > 0 && withoutHigh === count ? null : high,
  };
}

/** What stands for the owner of snapshots without one. */
export const NO_OWNER = 'no owner tag, or tags not read';

/** Sums as exact as what they are made of: to a hundredth of a cent. */
function rounded<Cost extends CostTotal>(cost: Cost): Cost {
  return { ...cost, low: toHundredthCent(cost.low), high: toHundredthCent(cost.high) };
}

function toHundredthCent(dollars: number): number {
  return Math.round(dollars * 10_000) / 10_000;
}

function shares(costs: CostsByValue, unknown: string): readonly CostShare[] {
  return [...costs]
    .map(([value, cost]) => ({ label: value ?? unknown, value, ...rounded(cost) }))
    .sort((a, b) => b.high - a.high || b.count - a.count || (a.label < b.label ? -1 : 1));
}

/** One pass over the table; SQLite sorts its groups, so that the rows of a source come together. */
function addTable(database: DatabaseSync, tab: string, sums: Sums): void {
  const columns = storedColumns(database, tab);
  if (columns.size === 0) return;
  const [low, high] = ['monthly_cost_low', 'monthly_cost_high'].map((id) => columnOrNull(columns, id));
  const [service, source, owner] = ['service', 'source', 'owner'].map((id) => columnOrNull(columns, id));
  const cells = new Map(
    database
      .prepare('SELECT id, account, region FROM cell')
      .all()
      .map((cell) => [Number(cell.id), { account: String(cell.account), region: String(cell.region) }]),
  );
  const groups = arrayRows(
    database,
    `SELECT count(*), total(${low}), total(${high}), count(*) - count(${low}), count(*) - count(${high}),
       cell, ${service}, ${source}, ${owner}
     FROM ${quoted(tab)} GROUP BY 6, 7, 8, 9 ORDER BY 6, 7, 8, 9`,
  );
  let running: { readonly key: string; readonly cost: RunningSource } | undefined;
  for (const group of groups) {
    const cell = cells.get(Number(group[5]));
    if (cell === undefined) continue;
    const cost = costOf(group);
    const [of, from, by] = [textOrNull(group[6]), textOrNull(group[7]), textOrNull(group[8])];
    add(sums.total, cost);
    addTo(sums.byService, of, cost);
    addTo(sums.byRegion, cell.region, cost);
    addTo(sums.byOwner, by, cost);
    const key = JSON.stringify([group[5], of, from]);
    if (running?.key === key) {
      add(running.cost, cost);
      continue;
    }
    if (running !== undefined) sums.sources.add(running.cost);
    running = { key, cost: { ...cost, ...cell, service: of ?? '', tab, source: from } };
  }
  if (running !== undefined) sums.sources.add(running.cost);
}

function costOf(group: readonly SQLOutputValue[]): RunningCost {
  const [count = 0, low = 0, high = 0, withoutLow = 0, withoutHigh = 0] = group
    .slice(0, 5)
    .map((value) => numberOrNull(value) ?? 0);
  return { count, low, high, withoutLow, withoutHigh };
}

/** What every page with costs says of them, in one paragraph. */
export function costSentences(prices: PriceNote | null): readonly string[] {
  if (prices === null) return ['This scan file holds no estimate of costs.'];
  const regions = prices.regions.length === 0 ? 'no region' : prices.regions.join(', ');
  return [
    'Bounds in US dollars a month, not a bill: AWS charges for what each snapshot adds to the others of its source, which it does not tell. Low counts each source once, high counts every snapshot whole.',
    'RDS keeps backups free up to the storage of its databases, so their low bound is 0.',
    `Prices of ${prices.date} (${prices.source}); known for ${regions}. What has no price or size is unknown, not zero, and in no sum.`,
  ];
}
