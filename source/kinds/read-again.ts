import type { Cell } from '../model/cell.ts';
import { RECOVERY_POINT_KIND } from './define/point-claims.ts';
import { KINDS_OF_POINTS } from './registry.ts';

/**
 * Which kinds that a scan has are to be read again where these are added to it: the recovery points of AWS Backup tell
 * the rows of other kinds by what they are kept, and what is a row of another kind is none of theirs.
 */
export function kindsToReadAgain(added: readonly string[], scanned: readonly string[]): readonly string[] {
  const before = scanned.filter((id) => !added.includes(id));
  const isOfPoints = (id: string): boolean => KINDS_OF_POINTS.some(({ kind }) => kind === id);
  if (added.includes(RECOVERY_POINT_KIND)) return before.filter(isOfPoints);
  return added.some(isOfPoints) ? before.filter((id) => id === RECOVERY_POINT_KIND) : [];
}

/**
 * True for cells of one region that tell each other what their rows are: where one of them is read once more the other
 * is too, for what it had found is known to nobody any more.
 */
export function readTogether(one: Omit<Cell, 'id'>, other: Omit<Cell, 'id'>): boolean {
  if (one.account !== other.account || one.region !== other.region) return false;
  return kindsToReadAgain([one.kind], [other.kind]).length > 0;
}
