/** Adds up what the snapshots of a scan file cost a month, between both bounds of each. */

import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import type { MonthlyCost } from '../kinds/snapshots/cost-estimate.ts';
import { itemTexts } from '../model/list-items.ts';
import { quoted } from '../store/schema.ts';
import { arrayRows, columnOrNull, storedColumns } from '../store/sql-rows.ts';
import { placesOfCells } from '../store/stored-cells.ts';
import { readFacts } from '../store/stored-facts.ts';
import { textOrNull } from '../store/stored-values.ts';
import { keptOrStarted } from './amounts.ts';
import { CostTally } from './cost-tally.ts';
import { serviceLabel } from './service-label.ts';
import type { CostShare, CostSummary, CostTotal, ServiceCost, SourceCost } from './summary.ts';

/** More sources than these, and more owners, are summed but not listed. */
const MOST_LISTED = 1_000;

/** A cost while it is being added up. */
export type RunningCost = { -readonly [Field in keyof CostTotal]: CostTotal[Field] };

type RunningSource = RunningCost & Omit<SourceCost, keyof CostTotal>;

interface Sums {
  /** Under the unknown value. */
  readonly total: CostTally;
  /** By kind; each by service. */
  readonly byService: Map<string, CostTally>;
  readonly byRegion: CostTally;
  readonly byOwner: CostTally;
  readonly sources: TopSources;
}

/** The cost of nothing, to add to. */
export function noCost(): RunningCost {
  return { count: 0, low: 0, high: 0, withoutLow: 0, withoutHigh: 0 };
}

/** Adds one cost to another. */
export function addCost(to: RunningCost, cost: CostTotal): void {
  to.count += cost.count;
  to.low += cost.low;
  to.high += cost.high;
  to.withoutLow += cost.withoutLow;
  to.withoutHigh += cost.withoutHigh;
}

/** Keeps the sources with the highest bounds, in memory for twice as many. */
class TopSources {
  #kept: RunningSource[] = [];
  #count = 0;
  #running: RunningSource | undefined;
  /** Sources whose high bound is lower are not among the highest. */
  #least = Number.NEGATIVE_INFINITY;

  /** Adds some snapshots of a source; those of the same source come one after another. */
  add(part: RunningSource): void {
    if (this.#running !== undefined && isSameSource(this.#running, part)) {
      addCost(this.#running, part);
      return;
    }
    this.#keep();
    this.#running = part;
  }

  #keep(): void {
    const source = this.#running;
    this.#running = undefined;
    if (source === undefined) return;
    this.#count += 1;
    if (source.high < this.#least) return;
    this.#kept.push(source);
    if (this.#kept.length < 2 * MOST_LISTED) return;
    this.#kept = this.#highest();
    this.#least = this.#kept.at(-1)?.high ?? this.#least;
  }

  #highest(): RunningSource[] {
    return this.#kept.sort((a, b) => b.high - a.high || b.low - a.low).slice(0, MOST_LISTED);
  }

  top(): readonly RunningSource[] {
    this.#keep();
    return this.#highest();
  }

  get leftOut(): number {
    return Math.max(0, this.#count - MOST_LISTED);
  }
}

function isSameSource(one: RunningSource, other: RunningSource): boolean {
  return (
    one.source === other.source &&
    one.service === other.service &&
    one.tab === other.tab &&
    one.region === other.region &&
    one.account === other.account
  );
}

/** Adds up the snapshots of these kinds; all bounds are 0 of 0 snapshots where there are none. */
export function costSummary(database: DatabaseSync, kinds: readonly ResourceKind[]): CostSummary {
  const snapshots = kinds.filter((kind) => kind.group === 'snapshots');
  const sums: Sums = {
    total: new CostTally(),
    byService: new Map(snapshots.map(({ id }) => [id, new CostTally()])),
    byRegion: new CostTally(),
    byOwner: new CostTally(),
    sources: new TopSources(),
  };
  for (const tab of new Set(snapshots.map((kind) => kind.tab))) addTable(database, tab, sums);
  const { prices, options } = readFacts(database);
  const [all] = sums.total.dearest(1, '');
  return {
    prices: prices ?? null,
    ownerTags: itemTexts(options.owner_tags) ?? [],
    total: all === undefined ? noCost() : rounded(totalOf(all)),
    byTab: all?.byTab ?? [],
    byService: serviceShares(sums.byService),
    byRegion: shares(sums.byRegion, 'unknown region'),
    byOwner: shares(sums.byOwner, NO_OWNER),
    ownersLeftOut: Math.max(0, sums.byOwner.size - MOST_LISTED),
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
export function rounded<Cost extends CostTotal>(cost: Cost): Cost {
  return { ...cost, low: toHundredthCent(cost.low), high: toHundredthCent(cost.high) };
}

function toHundredthCent(dollars: number): number {
  return Math.round(dollars * 10_000) / 10_000;
}

function totalOf({ count, low, high, withoutLow, withoutHigh }: CostTotal): CostTotal {
  return { count, low, high, withoutLow, withoutHigh };
}

function shares(costs: CostTally, unknown: string): readonly CostShare[] {
  return costs.dearest(MOST_LISTED, unknown).map(rounded);
}

/** The services of each kind by their names, as everywhere. */
function serviceShares(byKind: ReadonlyMap<string, CostTally>): readonly ServiceCost[] {
  return [...byKind].flatMap(([kind, costs]) =>
    shares(costs, 'unknown service')
      .toSorted((one, other) => (one.label < other.label ? -1 : 1))
      .map((share) => ({ ...share, kind, label: serviceLabel({ service: share.label, kind }) })),
  );
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
  const placeOf = placesOfCells(database);
  for (const [count, sumLow, sumHigh, withoutLow, withoutHigh, cell, ...traits] of groups) {
    const place = placeOf(Number(cell));
    if (place === undefined) continue;
    const cost = {
      count: Number(count),
      low: Number(sumLow),
      high: Number(sumHigh),
      withoutLow: Number(withoutLow),
      withoutHigh: Number(withoutHigh),
    };
    const [service, source, owner] = [textOrNull(traits[0]), textOrNull(traits[1]), textOrNull(traits[2])];
    const { region, account } = place;
    const counted = {
      tab,
      cost,
      count: cost.count,
      withoutHigh: cost.withoutHigh,
      withoutSize: Number(traits[3]),
    };
    sums.total.add(null, counted);
    keptOrStarted(sums.byService, place.kind, () => new CostTally()).add(service, counted);
    sums.byRegion.add(region, counted);
    sums.byOwner.add(owner, counted);
    sums.sources.add({ ...cost, region, account, service: service ?? '', tab, source });
  }
}
