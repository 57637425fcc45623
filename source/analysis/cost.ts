/** Adds up what the snapshots of a scan file cost a month, between both bounds of each. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Value } from '../resources/columns.ts';
import type { ResourceKind } from '../resources/define-resource.ts';
import { quoted } from '../store/schema.ts';
import { readFacts } from '../store/stored-facts.ts';
import { numberOrNull, textOrNull } from '../store/stored-values.ts';
import { keptOrStarted } from './amounts.ts';
import type { MonthlyCost } from './cost-estimate.ts';
import { arrayRows, columnOrNull, storedColumns } from './stored-rows.ts';
import type { CostShare, CostSummary, CostTotal, SourceCost, TabCost } from './summary.ts';

/** More sources than these are summed but not listed. */
const MOST_SOURCES = 1_000;

type RunningCost = { -readonly [Field in keyof CostTotal]: CostTotal[Field] };

type RunningSource = RunningCost & Omit<SourceCost, keyof CostTotal>;

type RunningTab = { -readonly [Field in keyof TabCost]: TabCost[Field] };

interface RunningShare extends RunningCost {
  readonly byTab: Map<string, RunningTab>;
}

/** Costs by the value of a column. */
type CostsByValue = Map<string | null, RunningShare>;

/** What is known of some snapshots of a tab that have all in common which costs are told apart by. */
interface TabGroup extends TabCost {
  readonly cost: CostTotal;
}

interface Sums {
  readonly total: RunningShare;
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

function startShare(): RunningShare {
  return { ...noCost(), byTab: new Map() };
}

function addGroup(to: RunningShare, { tab, cost, ...counts }: TabGroup): void {
  add(to, cost);
  const running = keptOrStarted(to.byTab, tab, () => ({ tab, count: 0, withoutHigh: 0, withoutSize: 0 }));
  running.count += counts.count;
  running.withoutHigh += counts.withoutHigh;
  running.withoutSize += counts.withoutSize;
}

function addTo(costs: CostsByValue, value: string | null, group: TabGroup): void {
  addGroup(keptOrStarted(costs, value, startShare), group);
}

/** Keeps the sources with the highest bounds, in memory for twice as many. */
class TopSources {
  #kept: RunningSource[] = [];
  #count = 0;
  #last: { readonly key: string; readonly source: RunningSource } | undefined;

  /** Adds some snapshots of a source; those of the same source come one after another. */
  add(part: RunningSource): void {
    const key = JSON.stringify([part.account, part.region, part.tab, part.service, part.source]);
    if (this.#last?.key === key) {
      add(this.#last.source, part);
      return;
    }
    if (this.#kept.length >= 2 * MOST_SOURCES) this.#kept = this.top().slice();
    this.#count += 1;
    this.#kept.push(part);
    this.#last = { key, source: part };
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
  ownerTags: [],
  total: Object.freeze(noCost()),
  byTab: [],
  byService: [],
  byRegion: [],
  byOwner: [],
  bySource: [],
  sourcesLeftOut: 0,
});

/** Adds up the snapshots of these kinds; all bounds are 0 of 0 snapshots where there are none. */
export function costSummary(database: DatabaseSync, kinds: readonly ResourceKind[]): CostSummary {
  const sums: Sums = {
    total: startShare(),
    byService: new Map(),
    byRegion: new Map(),
    byOwner: new Map(),
    sources: new TopSources(),
  };
  const snapshots = kinds.filter((kind) => kind.group === 'snapshots');
  for (const tab of new Set(snapshots.map((kind) => kind.tab))) addTable(database, tab, sums);
  const { prices, options } = readFacts(database);
  const { byTab, ...total } = sums.total;
  return {
    prices: prices ?? null,
    ownerTags: textsOf(options.owner_tags),
    total: rounded(total),
    byTab: [...byTab.values()],
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

function textsOf(value: Value | undefined): readonly string[] {
  return typeof value === 'object' && value !== null ? value : [];
}

function shares(costs: CostsByValue, unknown: string): readonly CostShare[] {
  return [...costs]
    .map(([value, { byTab, ...cost }]) => ({
      label: value ?? unknown,
      value,
      ...rounded(cost),
      byTab: [...byTab.values()],
    }))
    .sort((a, b) => b.high - a.high || b.count - a.count || (a.label < b.label ? -1 : 1));
}

/** One pass over the table; SQLite sorts its groups, so that the rows of a source come together. */
function addTable(database: DatabaseSync, tab: string, sums: Sums): void {
  const columns = storedColumns(database, tab);
  if (columns.size === 0) return;
  const column = (id: string): string => columnOrNull(columns, id);
  const [low, high] = [column('monthly_cost_low'), column('monthly_cost_high')];
  const groups = arrayRows(
    database,
    `SELECT count(*), total(${low}), total(${high}), count(*) - count(${low}), count(*) - count(${high}),
       cell, ${column('service')}, ${column('source')}, ${column('owner')},
       count(*) FILTER (WHERE coalesce(${high}, ${column('full_size')}, ${column('size')}) IS NULL)
     FROM ${quoted(tab)} GROUP BY 6, 7, 8, 9 ORDER BY 6, 7, 8, 9`,
  );
  const places = placesOfCells(database);
  for (const group of groups) {
    const place = places.get(Number(group[5]));
    if (place === undefined) continue;
    const cost = costOf(group);
    const [service, source, owner] = [textOrNull(group[6]), textOrNull(group[7]), textOrNull(group[8])];
    const { count, withoutHigh } = cost;
    const counted = { tab, cost, count, withoutHigh, withoutSize: numberOrNull(group[9]) ?? 0 };
    addGroup(sums.total, counted);
    addTo(sums.byService, service, counted);
    addTo(sums.byRegion, place.region, counted);
    addTo(sums.byOwner, owner, counted);
    sums.sources.add({ ...cost, ...place, service: service ?? '', tab, source });
  }
}

function placesOfCells(database: DatabaseSync): ReadonlyMap<number, Pick<SourceCost, 'account' | 'region'>> {
  const cells = database.prepare('SELECT id, account, region FROM cell').all();
  return new Map(
    cells.map(({ id, account, region }) => [
      Number(id),
      { account: String(account), region: String(region) },
    ]),
  );
}

function costOf(group: readonly SQLOutputValue[]): RunningCost {
  const [count = 0, low = 0, high = 0, withoutLow = 0, withoutHigh = 0] = group
    .slice(0, 5)
    .map((value) => numberOrNull(value) ?? 0);
  return { count, low, high, withoutLow, withoutHigh };
}
