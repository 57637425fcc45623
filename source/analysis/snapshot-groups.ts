/** The first step of the summary: snapshots of one cell that agree in service, status and the like are counted together. */
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { ageRangeIndex } from '../model/ages.ts';
import { quoted } from '../store/schema.ts';
import { arrayRows, columnOrNull, storedColumns } from '../store/sql-rows.ts';
import { type CellPlace, placesOfCells } from '../store/stored-cells.ts';
import { numberOrNull, textOrNull } from '../store/stored-values.ts';
import { addOne, keptOrStarted, type RunningAmount, startAges } from './amounts.ts';
import type { SourceTally } from './source-tally.ts';

/** What snapshots have in common, in the order that `SEPARATOR` joins it; a kind that lacks one has it unknown. */
const TRAITS = ['service', 'status', 'encrypted', 'origin', 'storage_tier'] as const;

/** Stands between traits: a control character that no name of AWS's holds. */
const SEPARATOR = '\u001f';

/** The snapshots of one cell that have all traits in common, as they are counted. */
export interface SnapshotGroups {
  readonly kind: string;
  readonly region: string;
  readonly service: string;
  readonly status: string | null;
  readonly encrypted: string | null;
  readonly origin: string | null;
  readonly tier: string | null;
  readonly byAge: readonly RunningAmount[];
  /** The sources of this account, region and service, by id. */
  readonly sources: Map<string | null, number>;
  oldest: number | null;
  newest: number | null;
}

/**
 * Counts the snapshots of one table in one pass. Few differ in their traits, so these are read as one text and looked
 * up once: making texts and looking them up is most of the cost of a row.
 */
export function countSnapshotGroups(
  database: DatabaseSync,
  tab: string,
  given: { kinds: readonly ResourceKind[]; countedFrom: number; tally: SourceTally },
): readonly SnapshotGroups[] {
  const columns = storedColumns(database, tab);
  if (columns.size === 0) return [];
  const placeOf = placesOfCells(database);
  const snapshotGroupsByCell = new Map<number, Map<string, SnapshotGroups>>();
  const traits = TRAITS.map((id) => `ifnull(${columnOrNull(columns, id)}, '')`).join(' || char(31) || ');
  const [source, size, created] = ['source', 'size', 'creation_time'].map((id) => columnOrNull(columns, id));
  for (const values of arrayRows(
    database,
    `SELECT row, cell, ${traits}, ${source}, ${size}, ${created} FROM ${quoted(tab)}`,
  )) {
    const cellId = numberOrNull(values[1]) ?? 0;
    const place = placeOf(cellId);
    if (place === undefined) continue;
    const byTraits = keptOrStarted(snapshotGroupsByCell, cellId, () => new Map());
    const key = textOrNull(values[2]) ?? '';
    const alike = keptOrStarted(byTraits, key, () => startSnapshotGroups(place, key, tab, given));
    const createdAt = numberOrNull(values[5]);
    countSnapshot(given.tally, alike, {
      row: numberOrNull(values[0]) ?? 0,
      source: textOrNull(values[3]),
      size: numberOrNull(values[4]),
      createdAt,
      range: ageRangeIndex(createdAt, given.countedFrom),
    });
  }
  return [...snapshotGroupsByCell.values()].flatMap((byTraits) => [...byTraits.values()]);
}

function startSnapshotGroups(
  { account, region, kind }: CellPlace,
  key: string,
  tab: string,
  { kinds, tally }: { readonly kinds: readonly ResourceKind[]; readonly tally: SourceTally },
): SnapshotGroups {
  const [named, status, encrypted, origin, tier] = key.split(SEPARATOR).map((trait) => trait || null);
  const service = named ?? kinds.find(({ id }) => id === kind)?.service ?? kind;
  return {
    kind,
    region,
    service,
    status: status ?? null,
    encrypted: encrypted === '1' ? 'yes' : encrypted === '0' ? 'no' : null,
    origin: origin ?? null,
    tier: tier ?? null,
    byAge: startAges(),
    sources: tally.sourcesOf({ account, region, service, tab }),
    oldest: null,
    newest: null,
  };
}

function countSnapshot(
  tally: SourceTally,
  alike: SnapshotGroups,
  snapshot: {
    row: number;
    source: string | null;
    size: number | null;
    createdAt: number | null;
    range: number;
  },
): void {
  const { row, source, size, createdAt, range } = snapshot;
  const age = alike.byAge[range];
  if (age !== undefined) addOne(age, size);
  tally.add(alike.sources, source, { row, size, range, origin: alike.origin });
  if (createdAt === null) return;
  if (alike.oldest === null || createdAt < alike.oldest) alike.oldest = createdAt;
  if (alike.newest === null || createdAt > alike.newest) alike.newest = createdAt;
}
