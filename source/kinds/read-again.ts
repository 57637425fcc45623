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
