/** Brings together what AWS lists, what was found of backups and how cells ended: a line of evidence a source. */
import type { DatabaseSync } from 'node:sqlite';
import { type CellState, isFinal } from '../../model/cell.ts';
import type { ScanFacts } from '../../model/scan-facts.ts';
import type { BackupGroup } from '../../store/backup-group.ts';
import { cellsWithUnreadable } from '../../store/backup-groups.ts';
import { groupsOf } from '../../store/group-lines.ts';
import { storedBackups } from '../../store/kept-backups.ts';
import type { SourceKind } from '../../store/source-kind.ts';
import { readAccountsWithoutCells } from '../../store/stored-accounts.ts';
import { readCells } from '../../store/stored-cells.ts';
import {
  readListings,
  type StoredListing,
  type StoredSource,
  sourcesOfCell,
} from '../../store/stored-sources.ts';
import {
  both,
  type CopyPlaces,
  groupsElsewhere,
  groupsHere,
  placeOf,
  sourceFinder,
} from './backup-places.ts';
import { backupsRead } from './backups-read.ts';
import type { BackupsRead, Existence } from './judge.ts';
import type { VaultPoints } from './vault-points.ts';

/** Where a good copy of a source's backups was found. */
export interface Copies extends CopyPlaces {
  /** Every place was read where one can be. */
  readonly isAllRead: boolean;
}

const NO_COPIES: Copies = { region: false, account: false, isAllRead: false };

/** A source with all that was found of it. */
export interface FoundSource {
  readonly kind: SourceKind;
  /** The cell that tells of it: the one that lists it, or that holds its backups. */
  readonly cell: CellState;
  readonly account: string;
  readonly region: string;
  readonly key: string;
  readonly existence: Existence;
  /** As AWS lists it; null: only its backups tell of it. */
  readonly listed: StoredSource | null;
  /** Its backups in its own account and region; null: none was found. */
  readonly group: BackupGroup | null;
  readonly copies: Copies;
  readonly backups: BackupsRead;
  /** When AWS Backup says that it backed it up last (milliseconds since 1970 UTC); null: it was not asked, or says nothing. */
  readonly saidLast: number | null;
}

/** Every source of a kind: those that are listed, and those that only backups know. */
export function* foundSources(
  database: DatabaseSync,
  kind: SourceKind,
  facts: ScanFacts,
  points: VaultPoints,
): Generator<FoundSource, void, undefined> {
  const cells = new Map(readCells(database, { kind: kind.kind.id }).map((cell) => [cell.id, cell]));
  const listings = readListings(database);
  const unreadable = cellsWithUnreadable(database, kind, cells.values());
  const readOf = (cell: CellState): BackupsRead =>
    backupsRead(cell, listings.get(cell.id), facts, unreadable.has(cell.id));
  const isAllRead = areCopiesTold(database, kind, facts, cells.values(), readOf);
  const stored = storedBackups(database, kind, cellsToCount([...cells.values()]), facts.startedAt);
  const placed = (): Iterable<BackupGroup> => groupsOf(stored.placed(), kind);
  const atSource = sourceFinder(database, kind, placed, cells);
  const groups = groupsElsewhere(known(placed(), atSource), cells);
  for (const cell of cells.values()) {
    const listing = listings.get(cell.id);
    const { own, former } = groupsHere(
      known(groupsOf(cell.rows === 0 ? [] : stored.ofCell(cell.id), kind), atSource),
      cell,
    );
    const backups = wholeOf(kind, readOf(cell), () => points.read(cell));
    const about = { kind, cell, account: cell.account, region: cell.region, backups };
    for (const listed of sourcesOfCell(database, cell.id)) {
      const kept = points.take(arnsOf(listed), cell);
      const group = both(both(own.get(listed.key), groups.back(listed.key, cell)), kept.group);
      own.delete(listed.key);
      const copies = { ...anywhere(groups.take(listed.key, cell), kept), isAllRead };
      const saidLast = points.saidLast(arnsOf(listed));
      yield { ...about, key: listed.key, existence: { is: 'there' }, listed, group, copies, saidLast };
    }
    for (const group of [...own.values(), ...former.values()]) {
      const existence = existenceOf(group, listing);
      const kept = points.take(group.isFormer ? [] : [group.key], cell);
      const copies = { ...anywhere(groups.take(group.key, cell), kept), isAllRead };
      const all = both(group, kept.group);
      yield { ...about, key: group.key, existence, listed: null, group: all, copies, saidLast: null };
    }
  }
  yield* elsewhere(groups.left(), kind, cells, listings);
}

/** Those that only recovery points tell of; to be asked for after all others. */
export function* pointSources(points: VaultPoints): Generator<FoundSource, void, undefined> {
  const { kind } = points;
  if (kind === null) return;
  for (const { arn, told, group, region, account, existence, cell, place } of points.left()) {
    const why = existence.is === 'not known' ? existence.why : 'it is gone';
    yield {
      ...{ kind, cell, ...place, key: arn, existence, listed: null, group: group ?? told },
      copies: { region, account, isAllRead: false },
      backups: { whole: false, why },
      saidLast: points.saidLast([arn]),
    };
  }
}

/** Of a kind that AWS Backup may keep in its vaults alone those have to be read, too. */
function wholeOf({ columns }: SourceKind, own: BackupsRead, ofVaults: () => BackupsRead): BackupsRead {
  if (columns.isKeptInVaults !== true || !own.whole) return own;
  const vaults = ofVaults();
  return vaults.whole ? { whole: true, where: `${own.where} and its vaults` } : vaults;
}

/** The ARNs that AWS Backup may know a source by: with its name, and with its resource id in the place of that. */
function arnsOf({ arn, id, key }: StoredSource): readonly string[] {
  if (arn === null) return [];
  return arn.endsWith(`:${id}`) && key !== id ? [arn, `${arn.slice(0, -id.length)}${key}`] : [arn];
}

function anywhere(one: CopyPlaces, other: CopyPlaces): CopyPlaces {
  return { region: one.region || other.region, account: one.account || other.account };
}

/**
 * True where copies name what they are of, and every place was read where one can be: all regions of every account of the
 * organization. Accounts outside of it are none of those that one keeps copies in.
 */
function areCopiesTold(
  database: DatabaseSync,
  { columns }: SourceKind,
  { accountsChoice, options }: ScanFacts,
  cells: Iterable<CellState>,
  readOf: (cell: CellState) => BackupsRead,
): boolean {
  if (
    columns.elsewhere === null ||
    'copyOf' in columns.elsewhere ||
    accountsChoice?.isWholeOrganization !== true
  )
    return false;
  const { regions } = options;
  if (!Array.isArray(regions) || regions.length !== 1 || regions[0] !== 'all') return false;
  if (readAccountsWithoutCells(database).size > 0) return false;
  for (const cell of cells) if (cell.phase !== 'skipped' && !readOf(cell).whole) return false;
  return true;
}

/** So many rows of cells that are at work are looked through each time: some tenths of a second. */
const MOST_AT_WORK = 20_000;

/** The cells that have ended, whose backups are kept, and small ones that are at work: larger ones count when they end. */
function cellsToCount(cells: readonly CellState[]): readonly number[] {
  let atWork = 0;
  const read = cells.filter(({ phase, rows }) => {
    if (isFinal(phase)) return true;
    atWork += rows;
    return atWork <= MOST_AT_WORK;
  });
  return read.map(({ id }) => id);
}

/** Copies under their source; those of which no row tells it are left out. */
function* known(
  groups: Iterable<BackupGroup>,
  atSource: (group: BackupGroup) => BackupGroup | undefined,
): Generator<BackupGroup, void, undefined> {
  for (const group of groups) {
    const found = atSource(group);
    if (found !== undefined) yield found;
  }
}

/** Whether a source exists that is not among those listed. */
function existenceOf(group: BackupGroup, listing: StoredListing | undefined): Existence {
  if (group.isFormer) return { is: 'gone' };
  if (listing !== undefined && listing.failure !== null) return { is: 'not known', why: listing.failure };
  if (group.exists === 'no') return { is: 'gone' };
  if (group.exists === 'yes') return { is: 'there' };
  return { is: 'not known', why: 'its backups do not tell where it is' };
}

/** Sources that only copies elsewhere know: their own account and region would have to be read. */
function* elsewhere(
  left: readonly BackupGroup[],
  kind: SourceKind,
  cells: ReadonlyMap<number, CellState>,
  listings: ReadonlyMap<number, StoredListing>,
): Generator<FoundSource, void, undefined> {
  const seen = new Set<string>();
  for (const group of left) {
    const cell = cells.get(group.cell);
    if (cell === undefined) continue;
    const { account, region } = placeOf(group, cell);
    const isTold = seen.has(`${account} ${region} ${group.key}`);
    seen.add(`${account} ${region} ${group.key}`);
    if (isTold) continue;
    const isRead = [...cells.values()].some(
      (one) => one.account === account && one.region === region && listings.get(one.id)?.failure === null,
    );
    const why = `it is of ${account} in ${region}, which was not read`;
    const existence: Existence = isRead ? { is: 'gone' } : { is: 'not known', why };
    const backups: BackupsRead = { whole: false, why };
    yield {
      kind,
      cell,
      account,
      region,
      key: group.key,
      existence,
      listed: null,
      group,
      copies: NO_COPIES,
      backups,
      saidLast: null,
    };
  }
}
