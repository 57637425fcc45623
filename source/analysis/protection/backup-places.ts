/** Where backups are, and where what they were made of is: its own ones, copies elsewhere, and copies that came back. */
import type { DatabaseSync } from 'node:sqlite';
import { arnPlace } from '../../kinds/snapshots/snapshot-values.ts';
import type { CellState } from '../../model/cell.ts';
import { type BackupGroup, together } from '../../store/backup-group.ts';
import { sourcesOfBackups } from '../../store/backup-groups.ts';
import { areCopiesSettled, NOT_FOUND, sourcePlace } from '../../store/settled-copies.ts';
import type { SourceKind } from '../../store/source-kind.ts';

/** Where good copies of a source's backups were found. */
export interface CopyPlaces {
  readonly region: boolean;
  readonly account: boolean;
}

/**
 * Puts a copy under the source of what it was copied from, where that is a row of the scan: undefined where no row tells it.
 * `placed`: the groups of the kind that tell another place.
 */
export function sourceFinder(
  database: DatabaseSync,
  kind: SourceKind,
  placed: () => Iterable<BackupGroup>,
  cells: ReadonlyMap<number, CellState>,
): (group: BackupGroup) => BackupGroup | undefined {
  const { elsewhere } = kind.columns;
  if (elsewhere === null || !('copyOf' in elsewhere)) return (group) => group;
  // Copies of which no row tells the source need not be looked for again.
  const isSettled = areCopiesSettled(database, kind.kind.id);
  const isOpen = ({ key, elsewhere: place }: BackupGroup): boolean =>
    place !== null && (place === key || place === NOT_FOUND);
  const copied = new Set<string>();
  if (!isSettled) for (const group of placed()) if (isOpen(group)) copied.add(group.key);
  const sources = sourcesOfBackups(database, kind, copied);
  return (group) => {
    if (!isOpen(group)) return group;
    const of = sources.get(group.key);
    const at = cells.get(of?.cell ?? -1);
    if (of === undefined || at === undefined) return undefined;
    return { ...group, key: of.source, elsewhere: sourcePlace(of.source, at) };
  };
}

/** What two parts come to together; null: neither is there. */
export function both(one: BackupGroup | null | undefined, other: BackupGroup | null): BackupGroup | null {
  return one == null || other === null ? (one ?? other) : together(one, other);
}

/** The groups of a cell whose source is, or was, in the same account and region, by its key. */
export interface GroupsOfCell {
  readonly own: Map<string, BackupGroup>;
  /** Those whose source was there before another got its name. */
  readonly former: ReadonlyMap<string, BackupGroup>;
}

/** Sorts the groups of a cell; those of sources elsewhere are left out. */
export function groupsHere(groups: Iterable<BackupGroup>, cell: CellState): GroupsOfCell {
  const [own, former] = [new Map<string, BackupGroup>(), new Map<string, BackupGroup>()];
  for (const group of groups) {
    if (isAway(group, cell)) continue;
    const into = group.isFormer ? former : own;
    into.set(group.key, both(into.get(group.key), group) ?? group);
  }
  return { own, former };
}

/** Groups of backups whose source is in another account or region than they are. */
export interface GroupsElsewhere {
  /** Backups in this cell of a source of its own that came back from elsewhere as copies. */
  readonly back: (key: string, cell: CellState) => BackupGroup | null;
  /** Where backups of a source of this cell are elsewhere. */
  readonly take: (key: string, cell: CellState) => CopyPlaces;
  /** Those of sources elsewhere that nobody has taken. */
  readonly left: () => readonly BackupGroup[];
}

/** Those of these groups that are of sources elsewhere. */
export function groupsElsewhere(
  all: Iterable<BackupGroup>,
  cells: ReadonlyMap<number, CellState>,
): GroupsElsewhere {
  const away = new Map<string, BackupGroup[]>();
  for (const group of all) {
    const cell = cells.get(group.cell);
    if (cell === undefined || !isAway(group, cell)) continue;
    const known = away.get(group.key) ?? [];
    known.push(group);
    away.set(group.key, known);
  }
  return {
    back: (key, cell) => {
      const known = away.get(key) ?? [];
      const back = known.filter((group) => group.cell === cell.id);
      if (back.length === 0) return null;
      away.set(
        key,
        known.filter((group) => group.cell !== cell.id),
      );
      return back.reduce(together);
    },
    take: (key, cell) => {
      const copies = (away.get(key) ?? []).filter((group) => isOf(group, cell));
      if (copies.length > 0) away.delete(key);
      const places = copies.flatMap((group) => (group.backups > 0 ? (cells.get(group.cell) ?? []) : []));
      return {
        region: places.some(({ region }) => region !== cell.region),
        account: places.some(({ account }) => account !== cell.account),
      };
    },
    left: () => [...away.values()].flat(),
  };
}

/** Where the source of a group is, as far as its rows tell: parts that they do not tell are those of the cell. */
export function placeOf({ elsewhere }: BackupGroup, cell: CellState): { account: string; region: string } {
  if (elsewhere === null) return cell;
  const arn = arnPlace(elsewhere);
  return arn ?? { account: cell.account, region: elsewhere };
}

function isAway(group: BackupGroup, cell: CellState): boolean {
  const { account, region } = placeOf(group, cell);
  return account !== cell.account || region !== cell.region;
}

/** An ARN names the very source; a region alone leaves the account open, and resource ids are nobody else's. */
function isOf({ elsewhere }: BackupGroup, { account, region }: CellState): boolean {
  if (elsewhere === null) return false;
  const arn = arnPlace(elsewhere);
  return arn === undefined ? elsewhere === region : arn.account === account && arn.region === region;
}
