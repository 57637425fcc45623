import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../resources/define-resource.ts';
import { quoted } from '../store/schema.ts';
import { numberOrNull, textOrNull } from '../store/stored-values.ts';
import { AGE_RANGES, ageRangeIndex, UNKNOWN_AGE_LABEL } from './ages.ts';
import {
  type AmountsByValue,
  addOne,
  amountFor,
  type RunningAmount,
  sharesOf,
  startAmount,
} from './amounts.ts';
import { SourceTally, type TalliedSource } from './source-tally.ts';
import { arrayRows, columnOrNull, storedColumns } from './stored-rows.ts';
import type { ServiceTotal, Share, SourceTotal, SummaryReport } from './summary.ts';

/** What the summary says of snapshots. */
export type SnapshotTotals = Pick<
  SummaryReport,
  'services' | 'ages' | 'byStatus' | 'byEncryption' | 'byOrigin' | 'byTier' | 'sources' | 'sourcesLeftOut'
>;

/** More sources than these are counted but not listed: nobody reads so many, and each takes room in every thread. */
const MOST_SOURCES = 20_000;

/** Columns that are counted by; a kind that lacks one counts as unknown there. */
const COUNTED = [
  'service',
  'source',
  'size',
  'creation_time',
  'status',
  'encrypted',
  'origin',
  'storage_tier',
] as const;

interface RunningService extends RunningAmount {
  readonly service: string;
  readonly kind: string;
  oldest: number | null;
  newest: number | null;
  readonly byAge: readonly RunningAmount[];
}

interface Totals {
  readonly countedFrom: number;
  readonly services: Map<string, RunningService>;
  readonly ages: readonly RunningAmount[];
  readonly byStatus: AmountsByValue;
  readonly byEncryption: AmountsByValue;
  readonly byOrigin: AmountsByValue;
  readonly byTier: AmountsByValue;
  readonly sources: SourceTally;
}

/** One snapshot as it is counted. */
interface Snapshot {
  readonly row: number;
  readonly kind: string;
  readonly service: string;
  readonly source: string | null;
  readonly size: number | null;
  readonly createdAt: number | null;
  readonly status: string | null;
  readonly encrypted: string | null;
  readonly origin: string | null;
  readonly tier: string | null;
}

/** Adds up every snapshot of a scan file in one pass over its tables; ages count from an instant (UTC, ms). */
export function snapshotTotals(
  database: DatabaseSync,
  countedFrom: number,
  kinds: readonly ResourceKind[],
): SnapshotTotals {
  const totals: Totals = {
    countedFrom,
    services: new Map(),
    ages: startAges(),
    byStatus: new Map(),
    byEncryption: new Map(),
    byOrigin: new Map(),
    byTier: new Map(),
    sources: new SourceTally(),
  };
  const tabs = snapshotTabs(kinds);
  for (const tab of tabs) countTable(database, tab, kinds, totals);
  const largest = totals.sources.largest(MOST_SOURCES);
  const leftOut = totals.sources.size - largest.length;
  return {
    services: orderedServices(totals, kinds),
    ages: totals.ages.map((amount, index) => ageShare(amount, index)),
    byStatus: sharesOf(totals.byStatus),
    byEncryption: sharesOf(totals.byEncryption, encryptionLabel),
    byOrigin: sharesOf(totals.byOrigin),
    byTier: sharesOf(totals.byTier),
    sources: withNames(database, tabs, largest),
    ...(leftOut > 0 ? { sourcesLeftOut: leftOut } : {}),
  };
}

function startAges(): readonly RunningAmount[] {
  return Array.from({ length: AGE_RANGES.length + 1 }, startAmount);
}

/** The tabs whose kinds are snapshots. */
export function snapshotTabs(kinds: readonly ResourceKind[]): readonly string[] {
  return [...new Set(kinds.filter((kind) => kind.group === 'snapshots').map((kind) => kind.tab))];
}

function countTable(
  database: DatabaseSync,
  tab: string,
  kinds: readonly ResourceKind[],
  totals: Totals,
): void {
  const columns = storedColumns(database, tab);
  if (columns.size === 0) return;
  const cells = cellsOfTab(database, tab, kinds);
  const sourcesByCell = new Map<number, Map<string, Map<string | null, number>>>();
  const wanted = COUNTED.map((id) => columnOrNull(columns, id)).join(', ');
  for (const values of arrayRows(database, `SELECT row, cell, ${wanted} FROM ${quoted(tab)}`)) {
    const cellId = numberOrNull(values[1]) ?? 0;
    const cell = cells.get(cellId);
    if (cell === undefined) continue;
    const snapshot: Snapshot = {
      row: numberOrNull(values[0]) ?? 0,
      kind: cell.kind,
      service: textOrNull(values[2]) ?? cell.service,
      source: textOrNull(values[3]),
      size: numberOrNull(values[4]),
      createdAt: numberOrNull(values[5]),
      status: textOrNull(values[6]),
      encrypted: values[7] === 1 ? 'yes' : values[7] === 0 ? 'no' : null,
      origin: textOrNull(values[8]),
      tier: textOrNull(values[9]),
    };
    const byService = sourcesByCell.get(cellId) ?? new Map<string, Map<string | null, number>>();
    sourcesByCell.set(cellId, byService);
    let sources = byService.get(snapshot.service);
    if (sources === undefined) {
      sources = totals.sources.sourcesOf({ ...cell, service: snapshot.service, tab });
      byService.set(snapshot.service, sources);
    }
    count(totals, sources, snapshot);
  }
}

function cellsOfTab(
  database: DatabaseSync,
  tab: string,
  kinds: readonly ResourceKind[],
): ReadonlyMap<number, { account: string; region: string; kind: string; service: string }> {
  const lines = database
    .prepare('SELECT cell.id, account, region, kind FROM cell JOIN kind ON kind.id = cell.kind WHERE tab = ?')
    .all(tab);
  return new Map(
    lines.map((line) => {
      const kind = String(line.kind);
      const service = kinds.find(({ id }) => id === kind)?.service ?? kind;
      return [Number(line.id), { account: String(line.account), region: String(line.region), kind, service }];
    }),
  );
}

function count(totals: Totals, sources: Map<string | null, number>, snapshot: Snapshot): void {
  const { size, createdAt } = snapshot;
  const range = ageRangeIndex(createdAt, totals.countedFrom);
  const age = totals.ages[range];
  if (age !== undefined) addOne(age, size);
  addOne(amountFor(totals.byStatus, snapshot.status), size);
  addOne(amountFor(totals.byEncryption, snapshot.encrypted), size);
  addOne(amountFor(totals.byOrigin, snapshot.origin), size);
  addOne(amountFor(totals.byTier, snapshot.tier), size);
  totals.sources.add(sources, snapshot.source, { row: snapshot.row, size, range, origin: snapshot.origin });
  const service = serviceFor(totals, snapshot);
  addOne(service, size);
  const serviceAge = service.byAge[range];
  if (serviceAge !== undefined) addOne(serviceAge, size);
  if (createdAt === null) return;
  if (service.oldest === null || createdAt < service.oldest) service.oldest = createdAt;
  if (service.newest === null || createdAt > service.newest) service.newest = createdAt;
}

function serviceFor(totals: Totals, { kind, service }: Snapshot): RunningService {
  const key = `${kind} ${service}`;
  const existing = totals.services.get(key);
  if (existing !== undefined) return existing;
  const started = { ...startAmount(), service, kind, oldest: null, newest: null, byAge: startAges() };
  totals.services.set(key, started);
  return started;
}

function orderedServices({ services }: Totals, kinds: readonly ResourceKind[]): readonly ServiceTotal[] {
  const order = kinds.map((kind) => kind.id);
  return [...services.values()].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.service < b.service ? -1 : 1),
  );
}

function ageShare(amount: RunningAmount, index: number): Share {
  const range = AGE_RANGES[index];
  return { label: range?.label ?? UNKNOWN_AGE_LABEL, value: range?.label ?? null, ...amount };
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
