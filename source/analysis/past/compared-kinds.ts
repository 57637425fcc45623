import type { Shortfall } from '../shortfall.ts';
import type { SummaryReport } from '../summary.ts';

/**
 * True where two scans read the same of some kinds, so that what one has more than the other is no matter of what was
 * read: the same cells of them were refused or ended early in both, if any.
 */
export function isReadAlike(
  one: Pick<SummaryReport, 'shortfall'>,
  other: Pick<SummaryReport, 'shortfall'>,
  isMeant: (kind: string) => boolean,
): boolean {
  return lackOf(one.shortfall, isMeant) === lackOf(other.shortfall, isMeant);
}

/** What a scan lacks of some kinds, as a text that is the same for the same. */
function lackOf(shortfall: Shortfall | undefined, isMeant: (kind: string) => boolean): string {
  if (shortfall === undefined) return '[]';
  const cells = shortfall.cells
    .filter(({ kind }) => isMeant(kind))
    .map(({ account, region, kind, phase }) => `${account} ${region} ${kind} ${phase}`);
  return JSON.stringify([...shortfall.accounts.map(({ id }) => id), ...cells].sort());
}
