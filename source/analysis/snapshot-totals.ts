import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { AGE_RANGES, UNKNOWN_AGE_LABEL } from '../model/ages.ts';
import { quoted } from '../store/schema.ts';
import { columnOrNull, storedColumns } from '../store/sql-rows.ts';
import { textOrNull } from '../store/stored-values.ts';
import {
  type AmountsByValue,
  addAll,
  keptOrStarted,
  type RunningAmount,
  sharesOf,
  startAges,
  startAmount,
} from './amounts.ts';
import { countSnapshotGroups, type SnapshotGroups } from './snapshot-groups.ts';
import { SourceTally, type TalliedSource } from './source-tally.ts';
import type { ServiceTotal, Share, SourceTotal, SummaryReport, TabAmount } from './summary.ts';

/** What the summary says of snapshots. */
export type SnapshotTotals = Pick<
  SummaryReport,
  | 'services'
  | 'byRegion'
  | 'ages'
  | 'byStatus'
  | 'byEncryption'
  | 'byOrigin'
  | 'byTier'
  | 'sources'
  | 'sourcesLeftOut'
>;

/** More sources than these are counted but not listed: nobody reads so many, and each takes room in every thread. */
const MOST_SOURCES = 20_000;

interface RunningService extends RunningAmount {
  readonly service: string;
  readonly kind: string;
  oldest: number | null;
  newest: number | null;
  readonly byAge: readonly RunningAmount[];
}

/** Adds up every snapshot of a scan file in one pass over its tables; ages count from an instant (UTC, ms). */
export function snapshotTotals(
  database: DatabaseSync,
  countedFrom: number,
  kinds: readonly ResourceKind[],
): SnapshotTotals {
  const tabs = snapshotTabs(kinds);
  const tally = new SourceTally();
  const alike = tabs.flatMap((tab) => countSnapshotGroups(database, tab, { kinds, countedFrom, tally }));
  const largest = tally.largest(MOST_SOURCES);
  const leftOut = tally.size - largest.length;
  return {
    services: serviceTotals(alike, kinds),
    byRegion: sharesBy(alike, kinds, ({ region }) => region),
    ages: ageShares(alike, kinds),
    byStatus: sharesBy(alike, kinds, ({ status }) => status),
    byEncryption: sharesBy(alike, kinds, ({ encrypted }) => encrypted, encryptionLabel),
    byOrigin: sharesBy(alike, kinds, ({ origin }) => origin),
    byTier: sharesBy(alike, kinds, ({ tier }) => tier),
    sources: withNames(database, tabs, largest),
    ...(leftOut > 0 ? { sourcesLeftOut: leftOut } : {}),
  };
}

/** The tabs whose kinds are snapshots. */
export function snapshotTabs(kinds: readonly ResourceKind[]): readonly string[] {
  return [...new Set(kinds.filter((kind) => kind.group === 'snapshots').map((kind) => kind.tab))];
}

function serviceTotals(
  alike: readonly SnapshotGroups[],
  kinds: readonly ResourceKind[],
): readonly ServiceTotal[] {
  const services = new Map<string, RunningService>();
  for (const part of alike) {
    const key = `${part.kind} ${part.service}`;
    const service = keptOrStarted(services, key, () => startService(part));
    for (const [range, amount] of part.byAge.entries()) {
      addAll(service, amount);
      const age = service.byAge[range];
      if (age !== undefined) addAll(age, amount);
    }
    service.oldest = earlier(service.oldest, part.oldest);
    service.newest = earlier(service.newest, part.newest, -1);
  }
  const order = kinds.map((kind) => kind.id);
  return [...services.values()].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.service < b.service ? -1 : 1),
  );
}

function startService({ service, kind }: SnapshotGroups): RunningService {
  return { ...startAmount(), service, kind, oldest: null, newest: null, byAge: startAges() };
}

/** The earlier of two instants, the later one with `sign` -1; an unknown one gives way. */
function earlier(a: number | null, b: number | null, sign: 1 | -1 = 1): number | null {
  if (a === null || b === null) return a ?? b;
  return (a - b) * sign <= 0 ? a : b;
}

function ageShares(alike: readonly SnapshotGroups[], kinds: readonly ResourceKind[]): readonly Share[] {
  const ages = startAges();
  const tabs = ages.map((): RunningTabs => new Map());
  for (const { kind, byAge } of alike) {
    for (const [range, amount] of byAge.entries()) {
      addAll(ages[range] ?? startAmount(), amount);
      addToTab(tabs[range], tabOf(kind, kinds), amount);
    }
  }
  return ages.map((amount, index) => {
    const range = AGE_RANGES[index];
    const byTab = tabAmounts(tabs[index]);
    return { label: range?.label ?? UNKNOWN_AGE_LABEL, value: range?.label ?? null, ...amount, byTab };
  });
}

function sharesBy(
  alike: readonly SnapshotGroups[],
  kinds: readonly ResourceKind[],
  trait: (alike: SnapshotGroups) => string | null,
  label?: (value: string | null) => string,
): readonly Share[] {
  const amounts: AmountsByValue = new Map();
  const tabs = new Map<string | null, RunningTabs>();
  for (const part of alike) {
    const running = keptOrStarted(amounts, trait(part), startAmount);
    const byTab = keptOrStarted(tabs, trait(part), (): RunningTabs => new Map());
    for (const amount of part.byAge) {
      addAll(running, amount);
      addToTab(byTab, tabOf(part.kind, kinds), amount);
    }
  }
  return sharesOf(amounts, label).map((share) => ({ ...share, byTab: tabAmounts(tabs.get(share.value)) }));
}

/** Amounts by tab while they are being added up. */
type RunningTabs = Map<string, RunningAmount>;

function tabOf(kind: string, kinds: readonly ResourceKind[]): string {
  return kinds.find(({ id }) => id === kind)?.tab ?? kind;
}

function addToTab(tabs: RunningTabs | undefined, tab: string, amount: RunningAmount): void {
  if (tabs !== undefined && amount.count > 0) addAll(keptOrStarted(tabs, tab, startAmount), amount);
}

function tabAmounts(tabs: RunningTabs | undefined): readonly TabAmount[] {
  return [...(tabs ?? [])].map(([tab, amount]) => ({ tab, ...amount }));
}

function encryptionLabel(value: string | null): string {
  if (value === null) return 'unknown';
  return value === 'yes' ? 'encrypted' : 'not encrypted';
}

function withNames(
  database: DatabaseSync,
  tabs: readonly string[],
  sources: readonly TalliedSource[],
): readonly SourceTotal[] {
  const stored = tabs.filter((tab) => storedColumns(database, tab).size > 0);
  const lookups = new Map(
    stored.map((tab) => {
      const columns = storedColumns(database, tab);
      const [name, exists] = ['source_name', 'source_exists'].map((id) => columnOrNull(columns, id));
      return [
        tab,
        database.prepare(`SELECT ${name} AS name, ${exists} AS found FROM ${quoted(tab)} WHERE row = ?`),
      ];
    }),
  );
  return sources.map(({ place, row, ...rest }) => {
    const line = rest.source === null ? undefined : lookups.get(place.tab)?.get(row);
    return {
      ...rest,
      account: place.account,
      region: place.region,
      service: place.service,
      sourceName: textOrNull(line?.name),
      sourceExists: textOrNull(line?.found) ?? 'unknown',
    };
  });
}
