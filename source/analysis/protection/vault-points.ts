/**
 * Recovery points that are no rows of another kind, by what they are of: they are backups of sources that other kinds
 * list, and tell of sources that no kind lists.
 */
import type { DatabaseSync } from 'node:sqlite';
import { RECOVERY_POINT_KIND } from '../../kinds/define/point-claims.ts';
import { findKind, RESOURCE_KINDS } from '../../kinds/registry.ts';
import { arnPlace } from '../../kinds/snapshots/snapshot-values.ts';
import { type CellState, isFinal } from '../../model/cell.ts';
import type { ScanFacts } from '../../model/scan-facts.ts';
import { type BackupGroup, together } from '../../store/backup-group.ts';
import { groupsOf } from '../../store/group-lines.ts';
import { storedBackups } from '../../store/kept-backups.ts';
import { type SourceKind, sourceKind } from '../../store/source-kind.ts';
import { readCells } from '../../store/stored-cells.ts';
import { readLastBackups, readListings } from '../../store/stored-sources.ts';
import { backupsRead } from './backups-read.ts';
import type { BackupsRead, Existence } from './judge.ts';

/** Where something is. */
interface Where {
  readonly account: string;
  readonly region: string;
}

/** The points of one source. */
interface PointsOfSource {
  /** Those in its own account and region; null: there are none. */
  readonly group: BackupGroup | null;
  readonly region: boolean;
  readonly account: boolean;
}

/** A source that only recovery points tell of. */
export interface PointSource extends PointsOfSource {
  readonly place: Where;
  readonly arn: string;
  readonly cell: CellState;
  readonly existence: Existence;
  /** What it is called, and of what service; its own points are `group`. */
  readonly told: BackupGroup;
}

/** The recovery points of a scan. */
export interface VaultPoints {
  readonly kind: SourceKind | null;
  /** Hands out those of a source that goes by any of these ARNs. */
  readonly take: (arns: readonly string[], where: Where) => PointsOfSource;
  /** When AWS Backup says that it backed up last what goes by any of these ARNs; null: it says nothing. */
  readonly saidLast: (arns: readonly string[]) => number | null;
  /** Whether the vaults of a place were read to their end. */
  readonly read: (where: Where) => BackupsRead;
  /** The sources of those that nobody has taken. */
  readonly left: () => readonly PointSource[];
}

const NO_POINTS: PointsOfSource = { group: null, region: false, account: false };

const NOT_SCANNED: VaultPoints = {
  kind: null,
  take: () => NO_POINTS,
  saidLast: () => null,
  read: () => ({
    whole: false,
    why: `whether AWS Backup keeps one in a vault was not asked (--kind ${RECOVERY_POINT_KIND})`,
  }),
  left: () => [],
};

/** The recovery points that a scan file has rows of. */
export function vaultPoints(
  database: DatabaseSync,
  facts: ScanFacts,
  scanned: ReadonlySet<string>,
): VaultPoints {
  const found = scanned.has(RECOVERY_POINT_KIND) ? findKind(RECOVERY_POINT_KIND) : undefined;
  const kind = found === undefined ? undefined : sourceKind(found);
  if (kind === undefined) return NOT_SCANNED;
  const cells = new Map(readCells(database, { kind: kind.kind.id }).map((cell) => [cell.id, cell]));
  const listings = readListings(database);
  const byArn = groupsByArn(database, kind, cells, facts.startedAt);
  const reads = new Map(
    [...cells.values()].map((cell) => [nameOf(cell), backupsRead(cell, listings.get(cell.id), facts, false)]),
  );
  const existenceOf = existences(database, scanned, listings);
  const last = readLastBackups(database, cells.keys());
  return {
    kind,
    saidLast: (arns) => {
      const times = arns.flatMap((arn) => last.get(arn) ?? []);
      return times.length === 0 ? null : Math.max(...times);
    },
    take: (arns, where) => {
      const known = arns.flatMap((arn) => byArn.get(arn) ?? []);
      if (known.length === 0) return NO_POINTS;
      for (const arn of arns) byArn.delete(arn);
      return pointsOf(known, where, cells);
    },
    read: (where) =>
      reads.get(nameOf(where)) ?? { whole: false, why: `the vaults of ${where.region} were not read` },
    left: () =>
      [...byArn].flatMap(([arn, groups]) => {
        const [told] = groups;
        const cell = told === undefined ? undefined : cells.get(told.cell);
        if (told === undefined || cell === undefined) return [];
        const where = placeOf(arn, cell);
        const existence = existenceOf(arn, where);
        return [{ arn, cell, place: where, existence, told, ...pointsOf(groups, where, cells) }];
      }),
  };
}

function nameOf({ account, region }: Where): string {
  return `${account} ${region}`;
}

/** An ARN of a bucket names neither region nor account: it is where its points are. */
function placeOf(arn: string, cell: Where): Where {
  const at = arnPlace(arn);
  return { account: at?.account || cell.account, region: at?.region || cell.region };
}

function groupsByArn(
  database: DatabaseSync,
  kind: SourceKind,
  cells: ReadonlyMap<number, CellState>,
  now: number,
): Map<string, BackupGroup[]> {
  const ended = [...cells.values()].filter(({ phase }) => isFinal(phase)).map(({ id }) => id);
  const byArn = new Map<string, BackupGroup[]>();
  for (const group of groupsOf(storedBackups(database, kind, ended, now).all(), kind)) {
    const known = byArn.get(group.key) ?? [];
    known.push(group);
    byArn.set(group.key, known);
  }
  return byArn;
}

/** The points of a source that is there: its own ones, and where good ones are elsewhere. */
function pointsOf(
  groups: readonly BackupGroup[],
  where: Where,
  cells: ReadonlyMap<number, CellState>,
): PointsOfSource {
  const own = groups.filter(({ cell }) => {
    const at = cells.get(cell);
    return at?.account === where.account && at.region === where.region;
  });
  const places = groups.flatMap(({ cell, backups }) => (backups > 0 ? (cells.get(cell) ?? []) : []));
  return {
    group: own.length === 0 ? null : own.reduce(together),
    region: places.some(({ region }) => region !== where.region),
    account: places.some(({ account }) => account !== where.account),
  };
}

/** Whether a source exists that no kind has listed: not where its kind has listed what there is in its place. */
function existences(
  database: DatabaseSync,
  scanned: ReadonlySet<string>,
  listings: ReturnType<typeof readListings>,
): (arn: string, where: Where) => Existence {
  const listed = new Map<string, ReadonlySet<string>>();
  const placesOf = (kind: string): ReadonlySet<string> => {
    const known = listed.get(kind);
    if (known !== undefined) return known;
    const read = readCells(database, { kind }).filter(({ id }) => listings.get(id)?.failure === null);
    const places = new Set(read.map(nameOf));
    listed.set(kind, places);
    return places;
  };
  return (arn, where) => {
    const kind = RESOURCE_KINDS.find(
      ({ sources }) => sources !== 'none' && sources.backups?.arns?.test(arn) === true,
    );
    if (kind === undefined) return { is: 'not known', why: 'AWS Backup alone tells of it' };
    if (!scanned.has(kind.id)) return { is: 'not known', why: `${kind.title} were not scanned` };
    if (placesOf(kind.id).has(nameOf(where))) return { is: 'gone' };
    return { is: 'not known', why: `it is of ${where.account} in ${where.region}, which was not read` };
  };
}
